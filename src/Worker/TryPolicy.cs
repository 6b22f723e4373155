using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace MmsQueue.Worker;

/// <summary>The tries of one receive: exponential pauses with jitter, or the pause that the server asked for.</summary>
internal sealed class TryPolicy
{
    private readonly ResiliencePipeline<Attempt> _retries;
    private readonly ResiliencePipeline _limit;

    /// <summary>Builds the pipelines; <paramref name="chance"/> returns a number from 0 up to 1 for the jitter.</summary>
    public TryPolicy(WorkerOptions options, TimeProvider time, Func<double> chance)
    {
        var retries = new ResiliencePipelineBuilder<Attempt> { TimeProvider = time };
        if (options.MaxTries > 1)
        {
            retries.AddRetry(new RetryStrategyOptions<Attempt>
            {
                MaxRetryAttempts = options.MaxTries - 1,
                Delay = options.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Randomizer = chance,
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result is { CanRetry: true }),
                DelayGenerator = args => ValueTask.FromResult(args.Outcome.Result?.Failure.RetryAfter),
            });
        }

        _retries = retries.Build();
        _limit = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddTimeout(new TimeoutStrategyOptions { Timeout = options.TryTimeout })
            .Build();
    }

    /// <summary>Runs tries until one succeeds, cannot be retried, or is the last; each gets the result of the one before.</summary>
    public async Task<Attempt> ExecuteAsync(Func<Attempt, Task<Attempt>> attempt, CancellationToken work)
    {
        var last = Attempt.None;
        try
        {
            return await _retries.ExecuteAsync(async _ => last = await attempt(last), work);
        }
        catch (OperationCanceledException)
        {
            // The time ran out during a pause: the failure before it says more.
            return last;
        }
    }

    /// <summary>Runs the work of one try within its time limit.</summary>
    /// <exception cref="TimeoutRejectedException">It took longer.</exception>
    public async Task<T> LimitAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        await _limit.ExecuteAsync(async token => await work(token), cancellationToken);
}
