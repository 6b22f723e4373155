using System.Text.Json;
using Amazon.SQS.Model;

namespace MmsQueue.Emulator.Lambda;

/// <summary>Writes received messages as the event that Lambda's event source mapping sends to a function.</summary>
public static class SqsEvent
{
    /// <summary>The event, as JSON.</summary>
    public static ReadOnlyMemory<byte> Write(IReadOnlyList<Message> messages, string queueUrl, string region) => Http.Json(json =>
    {
        json.WriteStartArray("Records");
        foreach (var message in messages)
        {
            WriteRecord(json, message, $"arn:aws:sqs:{region}:{string.Join(':', queueUrl.Split('/').TakeLast(2))}", region);
        }

        json.WriteEndArray();
    });

    private static void WriteRecord(Utf8JsonWriter json, Message message, string arn, string region)
    {
        json.WriteStartObject();
        json.WriteString("messageId", message.MessageId);
        json.WriteString("receiptHandle", message.ReceiptHandle);
        json.WriteString("body", message.Body);
        json.WriteStartObject("attributes");
        foreach (var (name, value) in message.Attributes ?? [])
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteStartObject("messageAttributes");
        foreach (var (name, value) in message.MessageAttributes ?? [])
        {
            WriteAttribute(json, name, value);
        }

        json.WriteEndObject();
        json.WriteString("md5OfBody", message.MD5OfBody);
        json.WriteString("eventSource", "aws:sqs");
        json.WriteString("eventSourceARN", arn);
        json.WriteString("awsRegion", region);
        json.WriteEndObject();
    }

    private static void WriteAttribute(Utf8JsonWriter json, string name, MessageAttributeValue value)
    {
        json.WriteStartObject(name);
        if (value.BinaryValue is { } binary)
        {
            json.WriteBase64String("binaryValue", binary.ToArray());
        }
        else
        {
            json.WriteString("stringValue", value.StringValue);
        }

        json.WriteStartArray("stringListValues");
        json.WriteEndArray();
        json.WriteStartArray("binaryListValues");
        json.WriteEndArray();
        json.WriteString("dataType", value.DataType);
        json.WriteEndObject();
    }
}
