using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS.Internal;

namespace Amazon.SQS.Model;

/// <summary>A queue to delete.</summary>
public class DeleteQueueRequest : AmazonSQSRequest
{
    /// <summary>Sets nothing.</summary>
    public DeleteQueueRequest()
    {
    }

    /// <summary>Sets what every such request needs.</summary>
    public DeleteQueueRequest(string queueUrl)
    {
        QueueUrl = queueUrl;
    }

    /// <summary>The queue's URL.</summary>
    public string QueueUrl { get; set; }

    internal override void WriteTo(Utf8JsonWriter json)
    {
        json.Put("QueueUrl", QueueUrl);
    }
}

/// <summary>The queue is being deleted, which takes up to 60 seconds.</summary>
public class DeleteQueueResponse : AmazonWebServiceResponse
{
}
