using MmsQueue.Operations.Queues;

namespace MmsQueue.Cli.Load;

/// <summary>What a drain needs to know about the run's own jobs.</summary>
/// <param name="Sent">How many have been sent.</param>
/// <param name="CountAsync">Lists the objects and returns how many jobs are stored.</param>
/// <param name="LookAsync">Locates every job and returns how many have not ended.</param>
/// <param name="Storable">How many must end up stored; the others become dead letters.</param>
/// <param name="Few">The depth at which to look even though other senders keep the queue from becoming empty.</param>
internal sealed record OwnJobs(
    Func<int> Sent, Func<CancellationToken, Task<int>> CountAsync, Func<CancellationToken, Task<int>> LookAsync, int Storable, int Few);

/// <summary>Watches the queue while jobs are sent and stored, and locates every job once the queue is empty or all objects exist.</summary>
/// <remarks>
/// Reading the queue's depth costs the same for ten jobs and for ten thousand. It includes other senders' jobs, so the objects are also listed
/// from time to time. Listing takes at most a fiftieth of the time, because more would slow down what is measured.
/// </remarks>
/// <param name="readDepth">Reads the media queue's depth.</param>
/// <param name="jobs">The run's jobs.</param>
/// <param name="timeout">How long to wait after the last job is sent.</param>
/// <param name="settling">How long a queue that reports empty may still hold messages, because SQS's counts lag.</param>
/// <param name="time">The clock.</param>
internal sealed class Drain(Func<CancellationToken, Task<QueueDepth>> readDepth, OwnJobs jobs, TimeSpan timeout, TimeSpan settling, TimeProvider time)
{
    private const int ListingShare = 50;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LookAgainWhenEmpty = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ListAgain = TimeSpan.FromSeconds(3);

    private TimeSpan _untilNextCount = ListAgain;
    private long _counted = time.GetTimestamp();
    private int _stored;
    private long? _sent;
    private long? _empty;
    private long? _looked;

    /// <summary>Whether the queue was empty at the last look.</summary>
    public bool IsEmpty => _empty is not null;

    /// <summary>Returns when every job has ended, when the queue has stayed empty, or at the timeout.</summary>
    public async Task RunAsync(Task sending, Action<int> progress, CancellationToken cancellationToken)
    {
        using var tick = new PeriodicTimer(Every, time);
        do
        {
            var queued = (await readDepth(cancellationToken)).Total;
            await CountAsync(cancellationToken);
            progress(Math.Max(_stored, jobs.Sent() - queued));
            if (sending.IsCompleted)
            {
                await sending;
                _sent ??= time.GetTimestamp();
                _empty = queued == 0 ? _empty ?? time.GetTimestamp() : null;
                if (await HaveAllEndedAsync(queued, cancellationToken))
                {
                    return;
                }
            }
        }
        while (!Has(_sent, timeout) && !Has(_empty, settling) && await tick.WaitForNextTickAsync(cancellationToken));
    }

    private async Task CountAsync(CancellationToken cancellationToken)
    {
        if (Has(_counted, _untilNextCount))
        {
            var start = time.GetTimestamp();
            _stored = await jobs.CountAsync(cancellationToken);
            _counted = time.GetTimestamp();
            var pause = time.GetElapsedTime(start, _counted) * ListingShare;
            _untilNextCount = pause > ListAgain ? pause : ListAgain;
        }
    }

    private async Task<bool> HaveAllEndedAsync(int queued, CancellationToken cancellationToken)
    {
        var isDue = IsEmpty ? _looked is null || Has(_looked, LookAgainWhenEmpty)
            : (queued <= jobs.Few || _stored >= jobs.Storable) && (_looked is null || Has(_looked, LookAgain));
        if (!isDue && !Has(_sent, timeout))
        {
            return false;
        }

        var unknown = await jobs.LookAsync(cancellationToken);
        _looked = time.GetTimestamp();
        return unknown == 0;
    }

    private bool Has(long? since, TimeSpan passed) => since is { } start && time.GetElapsedTime(start) >= passed;
}
