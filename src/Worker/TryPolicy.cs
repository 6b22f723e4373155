using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace MmsQueue.Worker;

/// <summary>The tries of one receive: exponential pauses with jitter, Retry-After honoured, all of it within the deadline.</summary>
internal sealed class TryPolicy
{
    private static readonly ResiliencePropertyKey<Func<Exception, Failure>> Sort = new(nameof(Sort));
    private static readonly ResiliencePropertyKey<Deadline> TimeLeft = new(nameof(TimeLeft));

    private readonly ResiliencePipeline _pipeline;

    /// <summary>Builds the pipeline; <paramref name="chance"/> gives a number from 0 up to 1 for the jitter.</summary>
    public TryPolicy(WorkerOptions options, TimeProvider time, Func<double> chance)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (options.MaxTries > 1)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.MaxTries - 1,
                Delay = options.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Randomizer = chance,
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is { } e && IsWorthAnother(args.Context, e)),
                DelayGenerator = args => ValueTask.FromResult(Sorted(args.Context, args.Outcome.Exception!).RetryAfter),
            });
        }

        _pipeline = builder.AddTimeout(new TimeoutStrategyOptions { Timeout = options.TryTimeout }).Build();
    }

    /// <summary>Runs a try until one succeeds, fails for good, or the deadline leaves no time for another.</summary>
    public async Task<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> attempt, Func<Exception, Failure> sort, Deadline deadline)
    {
        var context = ResilienceContextPool.Shared.Get(deadline.Work);
        context.Properties.Set(Sort, sort);
        context.Properties.Set(TimeLeft, deadline);
        try
        {
            return await _pipeline.ExecuteAsync(static async (context, attempt) => await attempt(context.CancellationToken), context, attempt);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    // To wait longer than there is time is to wait for nothing: redelivery does that better.
    private static bool IsWorthAnother(ResilienceContext context, Exception exception)
    {
        var failure = Sorted(context, exception);
        var deadline = context.Properties.GetValue(TimeLeft, null!);
        return failure.Reason is null && !deadline.Work.IsCancellationRequested && !(failure.RetryAfter > deadline.Left);
    }

    private static Failure Sorted(ResilienceContext context, Exception exception) => context.Properties.GetValue(Sort, null!)(exception);
}
