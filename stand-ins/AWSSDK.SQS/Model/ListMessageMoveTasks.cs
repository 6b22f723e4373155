using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS.Internal;

namespace Amazon.SQS.Model;

/// <summary>A dead-letter queue's tasks to list.</summary>
public class ListMessageMoveTasksRequest : AmazonSQSRequest
{
    /// <summary>How many at most, 1 to 10; null for 1.</summary>
    public int? MaxResults { get; set; }

    /// <summary>The dead-letter queue.</summary>
    public string SourceArn { get; set; }

    internal override void WriteTo(Utf8JsonWriter json)
    {
        json.Put("MaxResults", MaxResults);
        json.Put("SourceArn", SourceArn);
    }
}

/// <summary>The tasks, the latest first.</summary>
public class ListMessageMoveTasksResponse : AmazonWebServiceResponse
{
    /// <summary>The tasks, or null when there is none.</summary>
    public List<ListMessageMoveTasksResultEntry> Results { get; set; }

    internal static ListMessageMoveTasksResponse Read(JsonElement json) => new()
    {
        Results = json.List("Results", ListMessageMoveTasksResultEntry.Read),
    };
}

/// <summary>A task.</summary>
public class ListMessageMoveTasksResultEntry
{
    /// <summary>How many messages were moved, about.</summary>
    public long? ApproximateNumberOfMessagesMoved { get; set; }

    /// <summary>How many messages there were when it began, about.</summary>
    public long? ApproximateNumberOfMessagesToMove { get; set; }

    /// <summary>The queue to move to; null for the queues where they came from.</summary>
    public string DestinationArn { get; set; }

    /// <summary>Why it failed, or null.</summary>
    public string FailureReason { get; set; }

    /// <summary>How many a second at most, or null.</summary>
    public int? MaxNumberOfMessagesPerSecond { get; set; }

    /// <summary>The dead-letter queue.</summary>
    public string SourceArn { get; set; }

    /// <summary>When it began, in milliseconds since 1970.</summary>
    public long? StartedTimestamp { get; set; }

    /// <summary>RUNNING, COMPLETED, CANCELLING, CANCELLED or FAILED.</summary>
    public string Status { get; set; }

    /// <summary>The handle by which to cancel it, while it runs.</summary>
    public string TaskHandle { get; set; }

    internal static ListMessageMoveTasksResultEntry Read(JsonElement json) => new()
    {
        ApproximateNumberOfMessagesMoved = json.Long("ApproximateNumberOfMessagesMoved"),
        ApproximateNumberOfMessagesToMove = json.Long("ApproximateNumberOfMessagesToMove"),
        DestinationArn = json.Text("DestinationArn"),
        FailureReason = json.Text("FailureReason"),
        MaxNumberOfMessagesPerSecond = json.Int("MaxNumberOfMessagesPerSecond"),
        SourceArn = json.Text("SourceArn"),
        StartedTimestamp = json.Long("StartedTimestamp"),
        Status = json.Text("Status"),
        TaskHandle = json.Text("TaskHandle"),
    };
}
