namespace MmsQueue.Worker;

/// <summary>The time limits of one batch: work ends before Lambda's timeout by a reserve, settling shortly before it.</summary>
internal sealed class Deadline : IDisposable
{
    // Reserved for writing the response.
    private static readonly TimeSpan ForResponse = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _work;
    private readonly CancellationTokenSource _end;
    private readonly DateTimeOffset _workEnds;
    private readonly TimeProvider _time;

    public Deadline(TimeSpan remaining, TimeSpan reserve, TimeProvider time)
    {
        _time = time;
        _workEnds = time.GetUtcNow() + remaining - reserve;
        _work = new CancellationTokenSource(AtLeastZero(remaining - reserve), time);
        _end = new CancellationTokenSource(AtLeastZero(remaining - ForResponse), time);
    }

    /// <summary>Cancelled when downloads and stores must end.</summary>
    public CancellationToken Work => _work.Token;

    /// <summary>Cancelled when the batch's response must be on its way.</summary>
    public CancellationToken End => _end.Token;

    /// <summary>Time left for work.</summary>
    public TimeSpan Left => AtLeastZero(_workEnds - _time.GetUtcNow());

    /// <inheritdoc/>
    public void Dispose()
    {
        _work.Dispose();
        _end.Dispose();
    }

    private static TimeSpan AtLeastZero(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
