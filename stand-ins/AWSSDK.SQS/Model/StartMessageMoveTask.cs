using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS.Internal;

namespace Amazon.SQS.Model;

/// <summary>Messages of a dead-letter queue to move.</summary>
public class StartMessageMoveTaskRequest : AmazonSQSRequest
{
    /// <summary>The queue to move to; null for the queues where they came from.</summary>
    public string DestinationArn { get; set; }

    /// <summary>How many a second at most, 1 to 500; null for what SQS sees fit.</summary>
    public int? MaxNumberOfMessagesPerSecond { get; set; }

    /// <summary>The dead-letter queue.</summary>
    public string SourceArn { get; set; }

    internal override void WriteTo(Utf8JsonWriter json)
    {
        json.Put("DestinationArn", DestinationArn);
        json.Put("MaxNumberOfMessagesPerSecond", MaxNumberOfMessagesPerSecond);
        json.Put("SourceArn", SourceArn);
    }
}

/// <summary>The task.</summary>
public class StartMessageMoveTaskResponse : AmazonWebServiceResponse
{
    /// <summary>The handle by which to cancel the task.</summary>
    public string TaskHandle { get; set; }

    internal static StartMessageMoveTaskResponse Read(JsonElement json) => new()
    {
        TaskHandle = json.Text("TaskHandle"),
    };
}
