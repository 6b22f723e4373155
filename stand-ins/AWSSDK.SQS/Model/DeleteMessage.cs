using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS.Internal;

namespace Amazon.SQS.Model;

/// <summary>A message to delete.</summary>
public class DeleteMessageRequest : AmazonSQSRequest
{
    /// <summary>Sets nothing.</summary>
    public DeleteMessageRequest()
    {
    }

    /// <summary>Sets what every such request needs.</summary>
    public DeleteMessageRequest(string queueUrl, string receiptHandle)
    {
        QueueUrl = queueUrl;
        ReceiptHandle = receiptHandle;
    }

    /// <summary>The queue's URL.</summary>
    public string QueueUrl { get; set; }

    /// <summary>The handle that this receive gave.</summary>
    public string ReceiptHandle { get; set; }

    internal override void WriteTo(Utf8JsonWriter json)
    {
        json.Put("QueueUrl", QueueUrl);
        json.Put("ReceiptHandle", ReceiptHandle);
    }
}

/// <summary>The message is deleted.</summary>
public class DeleteMessageResponse : AmazonWebServiceResponse
{
}
