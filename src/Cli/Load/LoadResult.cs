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
internal sealed record LoadResult
{
    public required string Run { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required string Through { get; init; }

    public required int Planned { get; init; }

    public required int Sent { get; init; }

    /// <summary>Other senders' jobs on the media queue before the run started.</summary>
    public int Others { get; init; }

    /// <summary>Whether Ctrl-C ended the run, in which case objects are not verified.</summary>
    public bool IsInterrupted { get; init; }

    /// <summary>Jobs stored with the right bytes, as expected.</summary>
    public required int Stored { get; init; }

    /// <summary>Jobs dead-lettered with the expected reason.</summary>
    public required int DeadLettered { get; init; }

    /// <summary>Jobs neither stored nor dead-lettered although the queue is empty.</summary>
    public required int Lost { get; init; }

    /// <summary>Jobs neither stored nor dead-lettered at the timeout, with the queue not yet empty.</summary>
    public required int Unfinished { get; init; }

    /// <summary>Jobs with the wrong bytes, the wrong reason or the wrong outcome.</summary>
    public required int Wrong { get; init; }

    /// <summary>Jobs that ended twice: with two dead letters, or with a dead letter and an object.</summary>
    public required int Duplicates { get; init; }

    public required double SendRate { get; init; }

    public required double DrainRate { get; init; }

    /// <summary>Time from sending the first job to the end of the last.</summary>
    public required TimeSpan Duration { get; init; }

    public required TimeSpan LatencyResolution { get; init; }

    /// <summary>Milliseconds from sending a job to its object, in ascending order.</summary>
    public required IReadOnlyList<double> Latencies { get; init; }

    public required IReadOnlyList<DepthSample> Depth { get; init; }

    /// <summary>Seconds from sending the first job to each object, in ascending order.</summary>
    public required IReadOnlyList<double> StoredAt { get; init; }

    public required IReadOnlyList<RateAtDepth> Rates { get; init; }

    public required IReadOnlyList<ShareResult> Shares { get; init; }

    /// <summary>One line for each of the first few jobs with an unexpected outcome.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    public Latency? Latency => Latency.Of(Latencies);

    public bool IsGood => !IsInterrupted && Sent == Planned && Sent == Stored + DeadLettered;
}
