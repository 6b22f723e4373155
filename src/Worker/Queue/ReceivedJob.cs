using System.Globalization;
using Amazon.Lambda.SQSEvents;
using MmsQueue.Shared;

namespace MmsQueue.Worker.Queue;

/// <summary>A message of the media queue as it was received.</summary>
/// <param name="MessageId">SQS's id of the message.</param>
/// <param name="ReceiptHandle">SQS's handle of this receive.</param>
/// <param name="Body">The job, as JSON.</param>
/// <param name="ReceiveCount">How often the message was received, including this time.</param>
/// <param name="ReplayCount">How often it was replayed from the dead-letter queue.</param>
/// <param name="FirstReceivedAt">When it was first received, before any replay; ISO 8601.</param>
/// <param name="TraceHeader">The X-Ray trace that the webhook belongs to.</param>
internal sealed record ReceivedJob(
    string? MessageId, string ReceiptHandle, string? Body, int ReceiveCount, int ReplayCount, string? FirstReceivedAt, string? TraceHeader)
{
    /// <summary>Whether an earlier receive may have stored the media file.</summary>
    public bool WasReceivedBefore => ReceiveCount > 1 || ReplayCount > 0;

    /// <summary>Whether it can be reported as failed on its own; without an ID, only the whole batch can.</summary>
    public bool CanBeRetried => !string.IsNullOrEmpty(MessageId);

    /// <summary>Reads a record; a missing or invalid count is treated as a first receive.</summary>
    public static ReceivedJob From(SQSEvent.SQSMessage record) => new(
        record.MessageId,
        record.ReceiptHandle,
        record.Body,
        Math.Max(1, Number(Attribute(record, "ApproximateReceiveCount"))),
        Number(MessageAttribute(record, DeadLetterAttributes.ReplayCount)),
        Timestamp(MessageAttribute(record, DeadLetterAttributes.FirstReceivedAt))
            ?? Time(Attribute(record, "ApproximateFirstReceiveTimestamp")),
        Attribute(record, "AWSTraceHeader"));

    private static string? Attribute(SQSEvent.SQSMessage record, string name) => record.Attributes?.GetValueOrDefault(name);

    private static string? MessageAttribute(SQSEvent.SQSMessage record, string name) =>
        record.MessageAttributes?.GetValueOrDefault(name)?.StringValue;

    private static int Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    // Not trusted: any sender can set it, and SQS rejects a message with an empty attribute.
    private static string? Timestamp(string? text) =>
        text is { Length: <= 40 } && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _) ? text : null;

    private static string? Time(string? milliseconds) =>
        long.TryParse(milliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 253402300800000
            ? DateTimeOffset.FromUnixTimeMilliseconds(number).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            : null;
}
