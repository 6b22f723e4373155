using System.Globalization;
using Amazon.SQS.Model;

namespace MmsQueue.Shared;

/// <summary>A dead letter as it goes back to the media queue.</summary>
public static class ReplayEntry
{
    private const string TraceHeader = "AWSTraceHeader";

    // Of the failure that is over: were SQS itself to move the message back, they would tell an untruth.
    private static readonly string[] Dropped =
        [DeadLetterAttributes.FailureReason, DeadLetterAttributes.FailureDetail, DeadLetterAttributes.ReceiveCount, DeadLetterAttributes.ReplayCount];

    /// <summary>Body, trace header and attributes as they were, less those of the failure, and the replay counted; its id is the dead letter's.</summary>
    public static SendMessageBatchRequestEntry Of(Message deadLetter) => new(deadLetter.MessageId, deadLetter.Body)
    {
        MessageAttributes = Attributes(deadLetter),
        MessageSystemAttributes = deadLetter.Attributes?.GetValueOrDefault(TraceHeader) is { } trace
            ? new(StringComparer.Ordinal) { [TraceHeader] = new() { DataType = "String", StringValue = trace } }
            : null,
    };

    /// <summary>How often a message was replayed before.</summary>
    public static int Count(Message message) =>
        int.TryParse(
            message.MessageAttributes?.GetValueOrDefault(DeadLetterAttributes.ReplayCount)?.StringValue, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : 0;

    private static Dictionary<string, MessageAttributeValue> Attributes(Message message)
    {
        var attributes = (message.MessageAttributes ?? [])
            .Where(attribute => !Dropped.Contains(attribute.Key, StringComparer.Ordinal))
            .ToDictionary(StringComparer.Ordinal);
        attributes[DeadLetterAttributes.ReplayCount] = new() { DataType = "Number", StringValue = (Count(message) + 1).ToString(CultureInfo.InvariantCulture) };
        return attributes;
    }
}
