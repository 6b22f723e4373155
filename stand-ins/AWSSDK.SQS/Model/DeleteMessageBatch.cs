using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS.Internal;

namespace Amazon.SQS.Model;

/// <summary>Up to ten messages to delete.</summary>
public class DeleteMessageBatchRequest : AmazonSQSRequest
{
    /// <summary>Sets nothing.</summary>
    public DeleteMessageBatchRequest()
    {
    }

    /// <summary>Sets what every such request needs.</summary>
    public DeleteMessageBatchRequest(string queueUrl, List<DeleteMessageBatchRequestEntry> entries)
    {
        QueueUrl = queueUrl;
        Entries = entries;
    }

    /// <summary>The messages, 1 to 10.</summary>
    public List<DeleteMessageBatchRequestEntry> Entries { get; set; }

    /// <summary>The queue's URL.</summary>
    public string QueueUrl { get; set; }

    internal override void WriteTo(Utf8JsonWriter json)
    {
        json.PutArray("Entries", Entries, entry => json.PutObject(entry.WriteTo));
        json.Put("QueueUrl", QueueUrl);
    }
}

/// <summary>One message of a batch.</summary>
public class DeleteMessageBatchRequestEntry
{
    /// <summary>Sets nothing.</summary>
    public DeleteMessageBatchRequestEntry()
    {
    }

    /// <summary>Sets what every such request needs.</summary>
    public DeleteMessageBatchRequestEntry(string id, string receiptHandle)
    {
        Id = id;
        ReceiptHandle = receiptHandle;
    }

    /// <summary>The entry's name within its batch, 1 to 80 letters, digits, hyphens or underscores.</summary>
    public string Id { get; set; }

    /// <summary>The handle that this receive gave.</summary>
    public string ReceiptHandle { get; set; }

    internal void WriteTo(Utf8JsonWriter json)
    {
        json.Put("Id", Id);
        json.Put("ReceiptHandle", ReceiptHandle);
    }
}

/// <summary>What became of each message.</summary>
public class DeleteMessageBatchResponse : AmazonWebServiceResponse
{
    /// <summary>The entries that failed, or null.</summary>
    public List<BatchResultErrorEntry> Failed { get; set; }

    /// <summary>The entries that were done, or null.</summary>
    public List<DeleteMessageBatchResultEntry> Successful { get; set; }

    internal static DeleteMessageBatchResponse Read(JsonElement json) => new()
    {
        Failed = json.List("Failed", BatchResultErrorEntry.Read),
        Successful = json.List("Successful", DeleteMessageBatchResultEntry.Read),
    };
}

/// <summary>A message of a batch that is deleted.</summary>
public class DeleteMessageBatchResultEntry
{
    /// <summary>The entry's name within its batch, 1 to 80 letters, digits, hyphens or underscores.</summary>
    public string Id { get; set; }

    internal static DeleteMessageBatchResultEntry Read(JsonElement json) => new()
    {
        Id = json.Text("Id"),
    };
}
