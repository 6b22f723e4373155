using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS.Internal;

namespace Amazon.SQS.Model;

/// <summary>A message to hide for another time.</summary>
public class ChangeMessageVisibilityRequest : AmazonSQSRequest
{
    /// <summary>Sets nothing.</summary>
    public ChangeMessageVisibilityRequest()
    {
    }

    /// <summary>Sets what every such request needs.</summary>
    public ChangeMessageVisibilityRequest(string queueUrl, string receiptHandle, int? visibilityTimeout)
    {
        QueueUrl = queueUrl;
        ReceiptHandle = receiptHandle;
        VisibilityTimeout = visibilityTimeout;
    }

    /// <summary>The queue's URL.</summary>
    public string QueueUrl { get; set; }

    /// <summary>The handle that this receive gave.</summary>
    public string ReceiptHandle { get; set; }

    /// <summary>Seconds from now, 0 to 43200, for which the message stays hidden.</summary>
    public int? VisibilityTimeout { get; set; }

    internal override void WriteTo(Utf8JsonWriter json)
    {
        json.Put("QueueUrl", QueueUrl);
        json.Put("ReceiptHandle", ReceiptHandle);
        json.Put("VisibilityTimeout", VisibilityTimeout);
    }
}

/// <summary>The time is changed.</summary>
public class ChangeMessageVisibilityResponse : AmazonWebServiceResponse
{
}
