namespace MmsQueue.Shared;

/// <summary>Names of the message attributes that a dead letter carries besides its job.</summary>
public static class DeadLetterAttributes
{
    /// <summary>A code of <see cref="FailureReason"/>.</summary>
    public const string FailureReason = nameof(FailureReason);

    /// <summary>One line for a person, without secrets.</summary>
    public const string FailureDetail = nameof(FailureDetail);

    /// <summary>When the job was first received, ISO 8601 in UTC; kept over replays.</summary>
    public const string FirstReceivedAt = nameof(FirstReceivedAt);

    /// <summary>How often the job was received before it was dead-lettered; a replay resets it.</summary>
    public const string ReceiveCount = nameof(ReceiveCount);

    /// <summary>How often the job was replayed.</summary>
    public const string ReplayCount = nameof(ReplayCount);
}
