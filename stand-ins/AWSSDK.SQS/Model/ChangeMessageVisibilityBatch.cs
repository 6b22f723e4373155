using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS.Internal;

namespace Amazon.SQS.Model;

/// <summary>Up to ten messages to hide for another time.</summary>
public class ChangeMessageVisibilityBatchRequest : AmazonSQSRequest
{
    /// <summary>Sets nothing.</summary>
    public ChangeMessageVisibilityBatchRequest()
    {
    }

    /// <summary>Sets what every such request needs.</summary>
    public ChangeMessageVisibilityBatchRequest(string queueUrl, List<ChangeMessageVisibilityBatchRequestEntry> entries)
    {
        QueueUrl = queueUrl;
        Entries = entries;
    }

    /// <summary>The messages, 1 to 10.</summary>
    public List<ChangeMessageVisibilityBatchRequestEntry> Entries { get; set; }

    /// <summary>The queue's URL.</summary>
    public string QueueUrl { get; set; }

    internal override void WriteTo(Utf8JsonWriter json)
    {
        json.PutArray("Entries", Entries, entry => json.PutObject(entry.WriteTo));
        json.Put("QueueUrl", QueueUrl);
    }
}

/// <summary>One message of a batch.</summary>
public class ChangeMessageVisibilityBatchRequestEntry
{
    /// <summary>Sets nothing.</summary>
    public ChangeMessageVisibilityBatchRequestEntry()
    {
    }

    /// <summary>Sets what every such request needs.</summary>
    public ChangeMessageVisibilityBatchRequestEntry(string id, string receiptHandle)
    {
        Id = id;
        ReceiptHandle = receiptHandle;
    }

    /// <summary>The entry's name within its batch, 1 to 80 letters, digits, hyphens or underscores.</summary>
    public string Id { get; set; }

    /// <summary>The handle that this receive gave.</summary>
    public string ReceiptHandle { get; set; }

    /// <summary>Seconds from now, 0 to 43200, for which the message stays hidden.</summary>
    public int? VisibilityTimeout { get; set; }

    internal void WriteTo(Utf8JsonWriter json)
    {
        json.Put("Id", Id);
        json.Put("ReceiptHandle", ReceiptHandle);
        json.Put("VisibilityTimeout", VisibilityTimeout);
    }
}

/// <summary>What became of each message.</summary>
public class ChangeMessageVisibilityBatchResponse : AmazonWebServiceResponse
{
    /// <summary>The entries that failed, or null.</summary>
    public List<BatchResultErrorEntry> Failed { get; set; }

    /// <summary>The entries that were done, or null.</summary>
    public List<ChangeMessageVisibilityBatchResultEntry> Successful { get; set; }

    internal static ChangeMessageVisibilityBatchResponse Read(JsonElement json) => new()
    {
        Failed = json.List("Failed", BatchResultErrorEntry.Read),
        Successful = json.List("Successful", ChangeMessageVisibilityBatchResultEntry.Read),
    };
}

/// <summary>A message of a batch whose time is changed.</summary>
public class ChangeMessageVisibilityBatchResultEntry
{
    /// <summary>The entry's name within its batch, 1 to 80 letters, digits, hyphens or underscores.</summary>
    public string Id { get; set; }

    internal static ChangeMessageVisibilityBatchResultEntry Read(JsonElement json) => new()
    {
        Id = json.Text("Id"),
    };
}
