using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS.Internal;

namespace Amazon.SQS.Model;

/// <summary>How many messages to receive, and with what.</summary>
public class ReceiveMessageRequest : AmazonSQSRequest
{
    /// <summary>Sets nothing.</summary>
    public ReceiveMessageRequest()
    {
    }

    /// <summary>Sets what every such request needs.</summary>
    public ReceiveMessageRequest(string queueUrl)
    {
        QueueUrl = queueUrl;
    }

    /// <summary>Superseded by MessageSystemAttributeNames.</summary>
    public List<string> AttributeNames { get; set; }

    /// <summary>How many messages at most, 1 to 10; null for 1.</summary>
    public int? MaxNumberOfMessages { get; set; }

    /// <summary>The attributes to bring, "All" for every one; null for none.</summary>
    public List<string> MessageAttributeNames { get; set; }

    /// <summary>The system attributes to bring, "All" for every one; null for none.</summary>
    public List<string> MessageSystemAttributeNames { get; set; }

    /// <summary>The queue's URL.</summary>
    public string QueueUrl { get; set; }

    /// <summary>The token by which a FIFO queue knows a repeated receive.</summary>
    public string ReceiveRequestAttemptId { get; set; }

    /// <summary>Seconds, 0 to 43200, for which the messages stay hidden; null for the queue's own.</summary>
    public int? VisibilityTimeout { get; set; }

    /// <summary>Seconds, 0 to 20, to wait for a first message; null for the queue's own.</summary>
    public int? WaitTimeSeconds { get; set; }

    internal override void WriteTo(Utf8JsonWriter json)
    {
        json.Put("AttributeNames", AttributeNames);
        json.Put("MaxNumberOfMessages", MaxNumberOfMessages);
        json.Put("MessageAttributeNames", MessageAttributeNames);
        json.Put("MessageSystemAttributeNames", MessageSystemAttributeNames);
        json.Put("QueueUrl", QueueUrl);
        json.Put("ReceiveRequestAttemptId", ReceiveRequestAttemptId);
        json.Put("VisibilityTimeout", VisibilityTimeout);
        json.Put("WaitTimeSeconds", WaitTimeSeconds);
    }
}

/// <summary>The messages received.</summary>
public class ReceiveMessageResponse : AmazonWebServiceResponse
{
    /// <summary>The messages, or null when there is none.</summary>
    public List<Message> Messages { get; set; }

    internal static ReceiveMessageResponse Read(JsonElement json) => new()
    {
        Messages = json.List("Messages", Message.Read),
    };
}

/// <summary>A message received.</summary>
public class Message
{
    /// <summary>The system attributes that were asked for, or null.</summary>
    public Dictionary<string, string> Attributes { get; set; }

    /// <summary>The text.</summary>
    public string Body { get; set; }

    /// <summary>The body's MD5 in hex.</summary>
    public string MD5OfBody { get; set; }

    /// <summary>The attributes' MD5 in hex, or null.</summary>
    public string MD5OfMessageAttributes { get; set; }

    /// <summary>The attributes that were asked for, or null.</summary>
    public Dictionary<string, MessageAttributeValue> MessageAttributes { get; set; }

    /// <summary>The message's identifier, the same at each receive.</summary>
    public string MessageId { get; set; }

    /// <summary>The handle of this receive, by which to delete the message.</summary>
    public string ReceiptHandle { get; set; }

    internal static Message Read(JsonElement json) => new()
    {
        Attributes = json.Map("Attributes", value => value.GetString()),
        Body = json.Text("Body"),
        MD5OfBody = json.Text("MD5OfBody"),
        MD5OfMessageAttributes = json.Text("MD5OfMessageAttributes"),
        MessageAttributes = json.Map("MessageAttributes", MessageAttributeValue.Read),
        MessageId = json.Text("MessageId"),
        ReceiptHandle = json.Text("ReceiptHandle"),
    };
}
