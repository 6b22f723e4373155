using MmsQueue.Shared;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>Which dead letters are meant; null means any. <see cref="Id"/> is SQS's message id, or the beginning of one.</summary>
internal sealed record DeadLetterFilter(string? Reason, DateTimeOffset? Since, DateTimeOffset? Until, string? MessageSid, string? Id)
{
    public static DeadLetterFilter Any { get; } = new(null, null, null, null, null);

    public bool Takes(DeadLetter letter) =>
        (Reason is null || letter.Reason == Reason)
        && (Since is null || letter.Time >= Since)
        && (Until is null || letter.Time < Until)
        && (MessageSid is null || string.Equals(letter.Job?.MessageSid, MessageSid, StringComparison.OrdinalIgnoreCase))
        && (Id is null || letter.Id.StartsWith(Id, StringComparison.OrdinalIgnoreCase));
}
