namespace MmsQueue.Cli.Load;

/// <summary>How many of the run's own jobs had been sent but not ended, some seconds after the first was sent.</summary>
internal sealed record DepthSample(double Second, int Queued);

/// <summary>The outcome of the jobs with one fault or with none; unexpected outcomes are counted separately.</summary>
internal sealed record ShareResult(string Fault, string Expected, int Jobs, int AsExpected, IReadOnlyList<(string End, int Jobs)> Otherwise)
{
    /// <summary>A table row; unexpected outcomes read as 34 not-found, 1 lost.</summary>
    public string[] Row => [Fault, Expected, LoadText.Number(Jobs), LoadText.Number(AsExpected), Otherwise is [] ? "-" : Ends];

    private string Ends => string.Join(", ", Otherwise.Select(end => $"{LoadText.Number(end.Jobs)} {end.End}"));
}

/// <summary>The result of a run.</summary>
/// <param name="Run">The run's name.</param>
/// <param name="StartedAt">When sending began.</param>
/// <param name="Through">queue or webhook.</param>
/// <param name="Planned">Jobs to send.</param>
/// <param name="Sent">Jobs sent.</param>
/// <param name="Stored">Jobs stored with the right bytes, as expected.</param>
/// <param name="DeadLettered">Jobs dead-lettered with the expected reason.</param>
/// <param name="Lost">Jobs neither stored nor dead-lettered although the queue is empty.</param>
/// <param name="Unfinished">Jobs neither stored nor dead-lettered at the timeout, with the queue not yet empty.</param>
/// <param name="Wrong">Jobs with the wrong bytes, the wrong reason or the wrong outcome.</param>
/// <param name="Duplicates">Jobs that ended twice: with two dead letters, or with a dead letter and an object.</param>
/// <param name="SendRate">Jobs sent per second.</param>
/// <param name="DrainRate">Jobs stored per second.</param>
/// <param name="Duration">Time from sending the first job to the end of the last.</param>
/// <param name="LatencyResolution">How exact the latencies are.</param>
/// <param name="Latencies">Milliseconds from sending a job to its object, in ascending order.</param>
/// <param name="Depth">The run's own jobs that had not ended, over time.</param>
/// <param name="StoredAt">Seconds from sending the first job to each object, in ascending order.</param>
/// <param name="Rates">Drain rates by depth.</param>
/// <param name="Shares">The outcomes by fault.</param>
/// <param name="Problems">One line for each of the first few jobs with an unexpected outcome.</param>
/// <param name="Others">Other senders' jobs on the media queue before the run started.</param>
/// <param name="IsInterrupted">Whether Ctrl-C ended the run, in which case objects are not verified.</param>
internal sealed record LoadResult(
    string Run, DateTimeOffset StartedAt, string Through, int Planned, int Sent,
    int Stored, int DeadLettered, int Lost, int Unfinished, int Wrong, int Duplicates,
    double SendRate, double DrainRate, TimeSpan Duration, TimeSpan LatencyResolution, IReadOnlyList<double> Latencies,
    IReadOnlyList<DepthSample> Depth, IReadOnlyList<double> StoredAt, IReadOnlyList<RateAtDepth> Rates, IReadOnlyList<ShareResult> Shares,
    IReadOnlyList<string> Problems, int Others = 0, bool IsInterrupted = false)
{
    public Latency? Latency => Latency.Of(Latencies);

    public bool IsGood => !IsInterrupted && Sent == Planned && Sent == Stored + DeadLettered;
}
