namespace MmsQueue.Operations.DeadLetters;

/// <summary>Selects dead letters. A null criterion matches any letter.</summary>
/// <param name="Reason">A code of <see cref="Shared.FailureReason"/>, or <see cref="DeadLetter.NoReason"/>.</param>
/// <param name="Since">Given up at this time or later.</param>
/// <param name="Until">Given up before this time.</param>
/// <param name="MessageSid">Twilio's SID of the message.</param>
/// <param name="Id">An SQS message ID or ID prefix.</param>
public sealed record DeadLetterFilter(string? Reason, DateTimeOffset? Since, DateTimeOffset? Until, string? MessageSid, string? Id)
{
    /// <summary>Matches every letter.</summary>
    public static DeadLetterFilter Any { get; } = new(null, null, null, null, null);

    /// <summary>Whether a letter meets every criterion.</summary>
    public bool Matches(DeadLetter letter) =>
        (Reason is null || letter.Reason == Reason)
        && (Since is null || letter.Time >= Since)
        && (Until is null || letter.Time < Until)
        && (MessageSid is null || string.Equals(letter.Job?.MessageSid, MessageSid, StringComparison.OrdinalIgnoreCase))
        && (Id is null || letter.Id.StartsWith(Id, StringComparison.OrdinalIgnoreCase));
}
