using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS.Internal;

namespace Amazon.SQS.Model;

/// <summary>A queue to empty.</summary>
public class PurgeQueueRequest : AmazonSQSRequest
{
    /// <summary>The queue's URL.</summary>
    public string QueueUrl { get; set; }

    internal override void WriteTo(Utf8JsonWriter json)
    {
        json.Put("QueueUrl", QueueUrl);
    }
}

/// <summary>The queue is being emptied, which takes up to 60 seconds.</summary>
public class PurgeQueueResponse : AmazonWebServiceResponse
{
}
