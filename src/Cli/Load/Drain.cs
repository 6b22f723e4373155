namespace MmsQueue.Cli.Load;

/// <summary>What a drain asks about the run's own jobs.</summary>
/// <param name="Sent">How many were sent so far.</param>
/// <param name="CountAsync">Lists the objects, and returns how many jobs are stored.</param>
/// <param name="LookAsync">Looks where all jobs are, and returns how many have no known end.</param>
/// <param name="Storable">How many are to be stored in the end; the others become dead letters.</param>
/// <param name="Few">A depth at which it is worth to look although other senders keep the queue from being empty.</param>
internal sealed record OwnJobs(
    Func<int> Sent, Func<CancellationToken, Task<int>> CountAsync, Func<CancellationToken, Task<int>> LookAsync, int Storable, int Few);

/// <summary>Watches the queue from the first sending on, and looks for the jobs' ends once it is empty or all objects are there.</summary>
/// <remarks>
/// While jobs are on their way the queue's counts are read, at the same cost for ten jobs and for ten thousand. They count other senders' jobs
/// too, so the objects are listed now and then, for a fiftieth of the time at most: more would slow down what is measured.
/// </remarks>
/// <param name="backlog">The media queue.</param>
/// <param name="jobs">The run's jobs.</param>
/// <param name="timeout">How long after the last sending to wait.</param>
/// <param name="settling">How long an empty queue may still have messages: SQS's counts lag.</param>
/// <param name="time">The clock.</param>
internal sealed class Drain(Backlog backlog, OwnJobs jobs, TimeSpan timeout, TimeSpan settling, TimeProvider time)
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

    /// <summary>Whether the queue was empty when it was last looked at.</summary>
    public bool IsEmpty => _empty is not null;

    /// <summary>Ends when every job has ended, when none comes any more from an empty queue, or when patience ends.</summary>
    public async Task RunAsync(Task sending, Action<int> tell, CancellationToken cancellationToken)
    {
        using var tick = new PeriodicTimer(Every, time);
        do
        {
            var queued = await backlog.ReadAsync(cancellationToken);
            await CountAsync(cancellationToken);
            tell(Math.Max(_stored, jobs.Sent() - queued));
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
