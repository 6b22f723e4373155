using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS.Internal;

namespace Amazon.SQS.Model;

/// <summary>One message to send.</summary>
public class SendMessageRequest : AmazonSQSRequest
{
    /// <summary>Sets nothing.</summary>
    public SendMessageRequest()
    {
    }

    /// <summary>Sets what every such request needs.</summary>
    public SendMessageRequest(string queueUrl, string messageBody)
    {
        QueueUrl = queueUrl;
        MessageBody = messageBody;
    }

    /// <summary>Seconds, 0 to 900, for which the message stays hidden at first; null for the queue's own.</summary>
    public int? DelaySeconds { get; set; }

    /// <summary>The sender's own attributes, at most ten.</summary>
    public Dictionary<string, MessageAttributeValue> MessageAttributes { get; set; }

    /// <summary>The text, 1 byte to 1 MiB in UTF-8.</summary>
    public string MessageBody { get; set; }

    /// <summary>The token by which a FIFO queue knows a repetition.</summary>
    public string MessageDeduplicationId { get; set; }

    /// <summary>The message's group.</summary>
    public string MessageGroupId { get; set; }

    /// <summary>AWSTraceHeader, or nothing.</summary>
    public Dictionary<string, MessageSystemAttributeValue> MessageSystemAttributes { get; set; }

    /// <summary>The queue's URL.</summary>
    public string QueueUrl { get; set; }

    internal override void WriteTo(Utf8JsonWriter json)
    {
        json.Put("DelaySeconds", DelaySeconds);
        json.PutMap("MessageAttributes", MessageAttributes, value => json.PutObject(value.WriteTo));
        json.Put("MessageBody", MessageBody);
        json.Put("MessageDeduplicationId", MessageDeduplicationId);
        json.Put("MessageGroupId", MessageGroupId);
        json.PutMap("MessageSystemAttributes", MessageSystemAttributes, value => json.PutObject(value.WriteTo));
        json.Put("QueueUrl", QueueUrl);
    }
}

/// <summary>The message as SQS took it.</summary>
public class SendMessageResponse : AmazonWebServiceResponse
{
    /// <summary>The MD5, in hex, of the attributes as SQS got them; null without any.</summary>
    public string MD5OfMessageAttributes { get; set; }

    /// <summary>The MD5, in hex, of the body as SQS got it.</summary>
    public string MD5OfMessageBody { get; set; }

    /// <summary>The MD5, in hex, of the system attributes; null without any.</summary>
    public string MD5OfMessageSystemAttributes { get; set; }

    /// <summary>The message's identifier.</summary>
    public string MessageId { get; set; }

    /// <summary>The message's number in a FIFO queue, else null.</summary>
    public string SequenceNumber { get; set; }

    internal static SendMessageResponse Read(JsonElement json) => new()
    {
        MD5OfMessageAttributes = json.Text("MD5OfMessageAttributes"),
        MD5OfMessageBody = json.Text("MD5OfMessageBody"),
        MD5OfMessageSystemAttributes = json.Text("MD5OfMessageSystemAttributes"),
        MessageId = json.Text("MessageId"),
        SequenceNumber = json.Text("SequenceNumber"),
    };
}
