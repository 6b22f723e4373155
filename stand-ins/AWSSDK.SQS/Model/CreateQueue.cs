using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS.Internal;

namespace Amazon.SQS.Model;

/// <summary>A queue to create.</summary>
public class CreateQueueRequest : AmazonSQSRequest
{
    /// <summary>Sets nothing.</summary>
    public CreateQueueRequest()
    {
    }

    /// <summary>Sets what every such request needs.</summary>
    public CreateQueueRequest(string queueName)
    {
        QueueName = queueName;
    }

    /// <summary>The queue's attributes.</summary>
    public Dictionary<string, string> Attributes { get; set; }

    /// <summary>The queue's name, up to 80 letters, digits, hyphens or underscores.</summary>
    public string QueueName { get; set; }

    /// <summary>The queue's tags.</summary>
    public Dictionary<string, string> Tags { get; set; }

    internal override void WriteTo(Utf8JsonWriter json)
    {
        json.Put("Attributes", Attributes);
        json.Put("QueueName", QueueName);
        json.Put("tags", Tags);
    }
}

/// <summary>The queue.</summary>
public class CreateQueueResponse : AmazonWebServiceResponse
{
    /// <summary>The queue's URL.</summary>
    public string QueueUrl { get; set; }

    internal static CreateQueueResponse Read(JsonElement json) => new()
    {
        QueueUrl = json.Text("QueueUrl"),
    };
}
