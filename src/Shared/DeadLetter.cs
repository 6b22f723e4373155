using System.Globalization;
using Amazon.SQS.Model;

namespace MmsQueue.Shared;

/// <summary>A message of the dead-letter queue as a person wants to see it.</summary>
/// <param name="Message">The message as SQS gave it.</param>
/// <param name="Time">When it was given up; of a message that SQS itself moved, when it was first sent.</param>
/// <param name="Job">What it asks for; null when it is no job.</param>
public sealed record DeadLetter(Message Message, DateTimeOffset Time, MediaJob? Job)
{
    /// <summary>The reason of a message that SQS itself moved, since nobody wrote one.</summary>
    public const string NoReason = "no-reason";

    /// <summary>SQS's id of the message.</summary>
    public string Id => Message.MessageId;

    /// <summary>A code of <see cref="FailureReason"/>, or <see cref="NoReason"/>.</summary>
    public string Reason => Attribute(DeadLetterAttributes.FailureReason) ?? NoReason;

    /// <summary>One line for a person; empty when nobody wrote one.</summary>
    public string Detail => Attribute(DeadLetterAttributes.FailureDetail) ?? "";

    /// <summary>When the job was first received, ISO 8601 in UTC; null when nobody wrote it.</summary>
    public string? FirstReceivedAt => Attribute(DeadLetterAttributes.FirstReceivedAt);

    /// <summary>How often the worker had it; null when SQS itself moved it.</summary>
    public int? Receives => Number(DeadLetterAttributes.ReceiveCount);

    /// <summary>How often it was replayed before.</summary>
    public int Replays => ReplayEntry.Count(Message);

    /// <summary>Reads a message that was received with all its attributes.</summary>
    public static DeadLetter From(Message message) => new(message, Sent(message), MediaJob.TryParse(message.Body));

    private static DateTimeOffset Sent(Message message) =>
        long.TryParse(message.Attributes?.GetValueOrDefault("SentTimestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : default;

    private string? Attribute(string name) => Message.MessageAttributes?.GetValueOrDefault(name)?.StringValue;

    private int? Number(string name) =>
        int.TryParse(Attribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
