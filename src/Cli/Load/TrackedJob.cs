namespace MmsQueue.Cli.Load;

/// <summary>A planned job and what was observed of it.</summary>
internal sealed class TrackedJob(PlannedJob plan)
{
    public PlannedJob Plan => plan;

    /// <summary>As planned, or as assigned by the simulator if sent through the webhook.</summary>
    public string MessageSid { get; set; } = plan.MessageSid;

    /// <summary>As planned, or as in the link if sent through the webhook.</summary>
    public string Key { get; set; } = plan.Key;

    /// <summary>What to fetch; empty if sent through the webhook, where the simulator assigns it.</summary>
    public string MediaUrl { get; set; } = "";

    /// <summary>The expected SHA-256 of its object, in hexadecimal; null if only Twilio has the media file.</summary>
    public string? Sha256 { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    public DateTimeOffset? StoredAt { get; set; }

    /// <summary>What is wrong with its object; null if nothing is.</summary>
    public string? Fault { get; set; }

    /// <summary>The reasons of its dead letters.</summary>
    public List<string> DeadLetters { get; } = [];

    /// <summary>When it was first dead-lettered; null if it was not.</summary>
    public DateTimeOffset? DeadLetteredAt { get; set; }

    public string Expected => plan.Fault?.Reason ?? "stored";

    /// <summary>Whether the plan expects an object.</summary>
    public bool IsToBeStored => plan.Fault?.Reason is null;

    public bool HasEnded => StoredAt is not null || DeadLetters.Count > 0;

    public bool IsAsExpected => plan.Fault?.Reason is { } reason
        ? StoredAt is null && DeadLetters.Count > 0 && DeadLetters.TrueForAll(letter => letter == reason)
        : StoredAt is not null && Fault is null && DeadLetters.Count == 0;
}
