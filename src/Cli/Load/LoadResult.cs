namespace MmsQueue.Cli.Load;

/// <summary>How many of the run's own jobs were sent but had not ended so many seconds after the first was sent.</summary>
internal sealed record DepthSample(double Second, int Queued);

/// <summary>What became of the jobs with one fault, or with none; those that ended otherwise are counted by their ends.</summary>
internal sealed record ShareResult(string Fault, string Expected, int Jobs, int AsExpected, IReadOnlyList<(string End, int Jobs)> Otherwise)
{
    /// <summary>A row of a table: 34 not-found, 1 lost.</summary>
    public string[] Row => [Fault, Expected, LoadText.Number(Jobs), LoadText.Number(AsExpected), Otherwise is [] ? "-" : Ends];

    private string Ends => string.Join(", ", Otherwise.Select(end => $"{LoadText.Number(end.Jobs)} {end.End}"));
}

/// <summary>What a run found out.</summary>
internal sealed record LoadResult
{
    public required string Run { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required string Through { get; init; }

    public required int Planned { get; init; }

    public required int Sent { get; init; }

    /// <summary>Other senders' jobs on the media queue before the first was sent.</summary>
    public int Others { get; init; }

    /// <summary>Whether Ctrl-C ended it; objects are not verified then.</summary>
    public bool IsInterrupted { get; init; }

    /// <summary>The object is there, with the right bytes, and that is how it was to end.</summary>
    public required int Stored { get; init; }

    /// <summary>In the dead-letter queue with the reason that was to be.</summary>
    public required int DeadLettered { get; init; }

    /// <summary>Neither there nor there, though the queue is empty.</summary>
    public required int Lost { get; init; }

    /// <summary>Neither there nor there when patience ended, and the queue was not empty.</summary>
    public required int Unfinished { get; init; }

    /// <summary>Other bytes, another reason, or stored where a dead letter was to be and the other way round.</summary>
    public required int Wrong { get; init; }

    /// <summary>Jobs that ended twice: two dead letters, or a dead letter beside the object.</summary>
    public required int Duplicates { get; init; }

    public required double SendRate { get; init; }

    public required double DrainRate { get; init; }

    /// <summary>From the first job's sending to the last one's end.</summary>
    public required TimeSpan Duration { get; init; }

    public required TimeSpan LatencyResolution { get; init; }

    /// <summary>Milliseconds from a job's sending to its object, in ascending order.</summary>
    public required IReadOnlyList<double> Latencies { get; init; }

    public required IReadOnlyList<DepthSample> Depth { get; init; }

    /// <summary>Seconds from the first job's sending to each object, in ascending order.</summary>
    public required IReadOnlyList<double> StoredAt { get; init; }

    public required IReadOnlyList<RateAtDepth> Rates { get; init; }

    public required IReadOnlyList<ShareResult> Shares { get; init; }

    /// <summary>One line for each of the first few jobs that did not end as they should.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    public Latency? Latency => Latency.Of(Latencies);

    public bool IsGood => !IsInterrupted && Sent == Planned && Sent == Stored + DeadLettered;
}
