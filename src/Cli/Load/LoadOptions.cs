namespace MmsQueue.Cli.Load;

/// <summary>The options of a run.</summary>
internal sealed record LoadOptions
{
    public required int Messages { get; init; }

    /// <summary>Jobs per second; null means as fast as possible.</summary>
    public required double? Rate { get; init; }

    /// <summary>Jobs that are sent and stored first and not counted.</summary>
    public required int WarmUp { get; init; }

    public required IReadOnlyList<FaultShare> Faults { get; init; }

    /// <summary>A folder of sample events; null means the built-in events.</summary>
    public required string? Events { get; init; }

    public required bool ThroughWebhook { get; init; }

    public required int MediaBytes { get; init; }

    /// <summary>What to fetch if there is no simulator; <c>{MessageSid}</c> in it stands for each job's own SID.</summary>
    public required string? MediaUrl { get; init; }

    public required string KeyPrefix { get; init; }

    public required int Seed { get; init; }

    /// <summary>How long to wait after the last job is sent.</summary>
    public required TimeSpan Timeout { get; init; }

    public required string? Report { get; init; }

    /// <summary>The JSON file; empty means stdout, null means none.</summary>
    public required string? Json { get; init; }
}
