namespace MmsQueue.Cli.Load;

/// <summary>A planned job on its way, and what was seen of it.</summary>
internal sealed class TrackedJob(PlannedJob plan)
{
    public PlannedJob Plan => plan;

    /// <summary>Its own; through the webhook, the one that the simulator gave it.</summary>
    public string MessageSid { get; set; } = plan.MessageSid;

    /// <summary>Its own; through the webhook, the one in the link.</summary>
    public string Key { get; set; } = plan.Key;

    /// <summary>The SHA-256 that its object must have, in hexadecimal; null when only Twilio knows.</summary>
    public string? Sha256 { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    public DateTimeOffset? StoredAt { get; set; }

    /// <summary>What is wrong with its object; null when nothing is.</summary>
    public string? Fault { get; set; }

    /// <summary>The reasons of its dead letters.</summary>
    public List<string> DeadLetters { get; } = [];

    /// <summary>When it was dead-lettered first; null when it was not.</summary>
    public DateTimeOffset? DeadLetteredAt { get; set; }

    public string Expected => plan.Fault?.Reason ?? "stored";

    /// <summary>Whether its end, as planned, is an object.</summary>
    public bool IsToBeStored => plan.Fault?.Reason is null;

    public bool HasEnded => StoredAt is not null || DeadLetters.Count > 0;

    public bool IsAsExpected => plan.Fault?.Reason is { } reason
        ? StoredAt is null && DeadLetters.Count > 0 && DeadLetters.TrueForAll(letter => string.Equals(letter, reason, StringComparison.Ordinal))
        : StoredAt is not null && Fault is null && DeadLetters.Count == 0;
}
