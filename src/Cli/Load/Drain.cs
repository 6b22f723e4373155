namespace MmsQueue.Cli.Load;

/// <summary>Watches the queue while jobs are sent and stored, and locates every job once the queue is empty or all objects exist.</summary>
/// <remarks>
/// Reading the queue's depth costs the same for ten jobs and for ten thousand. It includes other senders' jobs, so the objects are also
/// listed from time to time. Listing takes at most a fiftieth of the time, because more would slow down what is measured.
/// </remarks>
/// <param name="readDepth">Reads the media queue's depth.</param>
/// <param name="outcomes">How the run's own jobs ended.</param>
/// <param name="timeout">How long to wait after the last job is sent.</param>
/// <param name="settling">How long a queue that reports empty may still hold messages, because SQS's counts lag.</param>
/// <param name="time">The clock.</param>
internal sealed class Drain(
    Func<CancellationToken, Task<int>> readDepth, Outcomes outcomes, TimeSpan timeout, TimeSpan settling, TimeProvider time)
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
    public async Task RunAsync(Task sending, Func<int> sent, Action<int> progress, CancellationToken cancellationToken)
    {
        using var tick = new PeriodicTimer(Every, time);
        do
        {
            var queued = await readDepth(cancellationToken);
            await CountAsync(cancellationToken);
            progress(Math.Max(_stored, sent() - queued));
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
            _stored = await outcomes.ListAsync(cancellationToken);
            _counted = time.GetTimestamp();
            var pause = time.GetElapsedTime(start, _counted) * ListingShare;
            _untilNextCount = pause > ListAgain ? pause : ListAgain;
        }
    }

    private async Task<bool> HaveAllEndedAsync(int queued, CancellationToken cancellationToken)
    {
        var isDue = IsEmpty ? _looked is null || Has(_looked, LookAgainWhenEmpty)
            : (queued <= outcomes.Few || _stored >= outcomes.Storable) && (_looked is null || Has(_looked, LookAgain));
        if (!isDue && !Has(_sent, timeout))
        {
            return false;
        }

        var unknown = await outcomes.LookAsync(cancellationToken);
        _looked = time.GetTimestamp();
        return unknown == 0;
    }

    private bool Has(long? since, TimeSpan passed) => since is { } start && time.GetElapsedTime(start) >= passed;
}
