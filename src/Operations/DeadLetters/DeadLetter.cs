using System.Globalization;
using Amazon.SQS.Model;
using MmsQueue.Shared;

namespace MmsQueue.Operations.DeadLetters;

/// <summary>A message in the dead-letter queue.</summary>
/// <param name="Message">The message as received from SQS.</param>
/// <param name="Time">When the worker gave it up; if SQS itself moved it, when it was first sent.</param>
/// <param name="Job">The job in its body; null if the body is not a valid job.</param>
public sealed record DeadLetter(Message Message, DateTimeOffset Time, MediaJob? Job)
{
    /// <summary>The reason of a message that SQS itself moved, which has no reason of its own.</summary>
    public const string NoReason = "no-reason";

    /// <summary>The SQS message ID.</summary>
    public string Id => Message.MessageId;

    /// <summary>A code of <see cref="FailureReason"/>, or <see cref="NoReason"/>.</summary>
    public string Reason => Attribute(DeadLetterAttributes.FailureReason) ?? NoReason;

    /// <summary>One line that explains the reason; empty if there is none.</summary>
    public string Detail => Attribute(DeadLetterAttributes.FailureDetail) ?? "";

    /// <summary>When the job was first received, ISO 8601 in UTC; null if unknown.</summary>
    public string? FirstReceivedAt => Attribute(DeadLetterAttributes.FirstReceivedAt);

    /// <summary>How many times the worker received the job; null if SQS itself moved it.</summary>
    public int? Receives => Number(DeadLetterAttributes.ReceiveCount);

    /// <summary>How many times it has been replayed.</summary>
    public int Replays => Number(DeadLetterAttributes.ReplayCount) ?? 0;

    /// <summary>Reads a message that was received with all its attributes.</summary>
    public static DeadLetter From(Message message) => new(message, Sent(message), MediaJob.TryParse(message.Body));

    private static DateTimeOffset Sent(Message message) =>
        long.TryParse(message.Attributes?.GetValueOrDefault("SentTimestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? DateTimeOffset.FromUnixTimeMilliseconds(at)
            : default;

    private string? Attribute(string name) => Message.MessageAttributes?.GetValueOrDefault(name)?.StringValue;

    private int? Number(string name) =>
        int.TryParse(Attribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
