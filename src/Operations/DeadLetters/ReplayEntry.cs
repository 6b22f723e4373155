using Amazon.SQS.Model;
using MmsQueue.Shared;

namespace MmsQueue.Operations.DeadLetters;

/// <summary>A dead letter as it is sent back to the media queue.</summary>
internal static class ReplayEntry
{
    private const string TraceHeader = "AWSTraceHeader";

    // They describe the failure that the replay ends, and would be wrong if SQS itself dead-lettered the message next.
    private static readonly string[] Dropped =
    [
        DeadLetterAttributes.FailureReason, DeadLetterAttributes.FailureDetail,
        DeadLetterAttributes.ReceiveCount, DeadLetterAttributes.ReplayCount,
    ];

    /// <summary>Keeps body, trace header and attributes except the failure's, and counts the replay. Its ID is the letter's.</summary>
    public static SendMessageBatchRequestEntry Of(DeadLetter letter) => new(letter.Id, letter.Message.Body)
    {
        MessageAttributes = Attributes(letter),
        MessageSystemAttributes = letter.Message.Attributes?.GetValueOrDefault(TraceHeader) is { } trace
            ? new(StringComparer.Ordinal) { [TraceHeader] = new() { DataType = "String", StringValue = trace } }
            : null,
    };

    private static Dictionary<string, MessageAttributeValue> Attributes(DeadLetter letter)
    {
        var attributes = (letter.Message.MessageAttributes ?? [])
            .Where(attribute => !Dropped.Contains(attribute.Key, StringComparer.Ordinal))
            .ToDictionary(StringComparer.Ordinal);
        attributes[DeadLetterAttributes.ReplayCount] = new() { DataType = "Number", StringValue = $"{letter.Replays + 1}" };
        return attributes;
    }
}
