using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS.Internal;

namespace Amazon.SQS.Model;

/// <summary>A queue to look up by its name.</summary>
public class GetQueueUrlRequest : AmazonSQSRequest
{
    /// <summary>Sets nothing.</summary>
    public GetQueueUrlRequest()
    {
    }

    /// <summary>Sets what every such request needs.</summary>
    public GetQueueUrlRequest(string queueName)
    {
        QueueName = queueName;
    }

    /// <summary>The queue's name.</summary>
    public string QueueName { get; set; }

    /// <summary>The account that owns it; null for our own.</summary>
    public string QueueOwnerAWSAccountId { get; set; }

    internal override void WriteTo(Utf8JsonWriter json)
    {
        json.Put("QueueName", QueueName);
        json.Put("QueueOwnerAWSAccountId", QueueOwnerAWSAccountId);
    }
}

/// <summary>The queue.</summary>
public class GetQueueUrlResponse : AmazonWebServiceResponse
{
    /// <summary>The queue's URL.</summary>
    public string QueueUrl { get; set; }

    internal static GetQueueUrlResponse Read(JsonElement json) => new()
    {
        QueueUrl = json.Text("QueueUrl"),
    };
}
