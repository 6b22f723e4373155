namespace MmsQueue.Cli.Load;

/// <summary>Watches the queue from the first sending on, and looks for the jobs' ends once it is empty.</summary>
/// <remarks>
/// While jobs are on their way only the queue's counts are read, at the same cost for ten jobs and for ten thousand:
/// to look for objects meanwhile would slow down what is measured.
/// </remarks>
/// <param name="backlog">The media queue.</param>
/// <param name="look">Looks where the jobs are, and returns how many have no known end.</param>
/// <param name="few">A depth at which it is worth to look although other senders keep the queue from being empty.</param>
/// <param name="timeout">How long after the last sending to wait.</param>
/// <param name="settling">How long an empty queue may still have messages: SQS's counts lag.</param>
/// <param name="time">The clock.</param>
internal sealed class Drain(Backlog backlog, Func<CancellationToken, Task<int>> look, int few, TimeSpan timeout, TimeSpan settling, TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LookAgainWhenEmpty = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);

    private readonly long _start = time.GetTimestamp();
    private readonly List<DepthSample> _samples = [];
    private long? _sent;
    private long? _empty;
    private long? _looked;

    /// <summary>The depth every half second.</summary>
    public IReadOnlyList<DepthSample> Samples => _samples;

    /// <summary>Whether the queue was empty when it was last looked at.</summary>
    public bool IsEmpty => _empty is not null;

    /// <summary>Ends when every job has ended, when none comes any more from an empty queue, or when patience ends.</summary>
    public async Task RunAsync(Task sending, Action<int> tell, CancellationToken cancellationToken)
    {
        using var tick = new PeriodicTimer(Every, time);
        do
        {
            var queued = await backlog.ReadAsync(cancellationToken);
            _samples.Add(new DepthSample(time.GetElapsedTime(_start).TotalSeconds, queued));
            tell(queued);
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

    private async Task<bool> HaveAllEndedAsync(int queued, CancellationToken cancellationToken)
    {
        var isDue = IsEmpty ? _looked is null || Has(_looked, LookAgainWhenEmpty)
            : queued <= few && (_looked is null || Has(_looked, LookAgain));
        if (!isDue && !Has(_sent, timeout))
        {
            return false;
        }

        var unknown = await look(cancellationToken);
        _looked = time.GetTimestamp();
        return unknown == 0;
    }

    private bool Has(long? since, TimeSpan passed) => since is { } start && time.GetElapsedTime(start) >= passed;
}
