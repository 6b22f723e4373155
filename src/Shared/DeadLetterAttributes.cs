namespace MmsQueue.Shared;

/// <summary>Names of the message attributes that a dead letter carries beside its job.</summary>
public static class DeadLetterAttributes
{
    /// <summary>A code of <see cref="FailureReason"/>.</summary>
    public const string FailureReason = nameof(FailureReason);

    /// <summary>One line for a person, without secrets.</summary>
    public const string FailureDetail = nameof(FailureDetail);

    /// <summary>When the job was first received, ISO 8601 in UTC; kept over replays.</summary>
    public const string FirstReceivedAt = nameof(FirstReceivedAt);

    /// <summary>How often the job was received before it was given up; starts anew with a replay.</summary>
    public const string ReceiveCount = nameof(ReceiveCount);

    /// <summary>How often the job was put back on its way.</summary>
    public const string ReplayCount = nameof(ReplayCount);
}
