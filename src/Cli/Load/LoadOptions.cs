namespace MmsQueue.Cli.Load;

/// <summary>What a run is asked to do.</summary>
internal sealed record LoadOptions
{
    public required int Messages { get; init; }

    /// <summary>Jobs sent a second; null as fast as it goes.</summary>
    public required double? Rate { get; init; }

    /// <summary>Jobs that are sent and stored first, and do not count.</summary>
    public required int WarmUp { get; init; }

    public required IReadOnlyList<FaultShare> Faults { get; init; }

    /// <summary>A folder of sample events; null takes those that are built in.</summary>
    public required string? Events { get; init; }

    public required bool ThroughWebhook { get; init; }

    public required int MediaBytes { get; init; }

    /// <summary>What to fetch where no simulator is; <c>{MessageSid}</c> in it stands for each job's own.</summary>
    public required string? MediaUrl { get; init; }

    public required string KeyPrefix { get; init; }

    public required int Seed { get; init; }

    /// <summary>How long after the last sending the jobs may take.</summary>
    public required TimeSpan Timeout { get; init; }

    public required string? Report { get; init; }

    /// <summary>Where the JSON goes; empty is stdout, null nowhere.</summary>
    public required string? Json { get; init; }
}
