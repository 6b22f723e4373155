using System.Globalization;
using Amazon.SQS.Model;
using MmsQueue.Shared;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>A message of the dead-letter queue as a person wants to see it.</summary>
/// <param name="Message">The message as SQS gave it.</param>
/// <param name="Time">When it was given up; of a message that SQS itself moved, when it was first sent.</param>
/// <param name="Job">What it asks for; null when it is no job.</param>
internal sealed record DeadLetter(Message Message, DateTimeOffset Time, MediaJob? Job)
{
    /// <summary>The reason of a message that SQS itself moved, since nobody wrote one.</summary>
    public const string NoReason = "no-reason";

    public string Id => Message.MessageId;

    public string Reason => Attribute(DeadLetterAttributes.FailureReason) ?? NoReason;

    public string Detail => Attribute(DeadLetterAttributes.FailureDetail) ?? "";

    public string? FirstReceivedAt => Attribute(DeadLetterAttributes.FirstReceivedAt);

    /// <summary>How often the worker had it; null when SQS itself moved it.</summary>
    public int? Receives => Number(DeadLetterAttributes.ReceiveCount);

    public int Replays => ReplayEntry.Count(Message);

    public static DeadLetter From(Message message) => new(message, Sent(message), Parse(message.Body));

    private static DateTimeOffset Sent(Message message) =>
        long.TryParse(message.Attributes?.GetValueOrDefault("SentTimestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : default;

    private static MediaJob? Parse(string body)
    {
        try
        {
            return MediaJob.Parse(body);
        }
        catch (MediaJobException)
        {
            return null;
        }
    }

    private string? Attribute(string name) => Message.MessageAttributes?.GetValueOrDefault(name)?.StringValue;

    private int? Number(string name) =>
        int.TryParse(Attribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
