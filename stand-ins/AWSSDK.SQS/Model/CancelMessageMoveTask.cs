using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS.Internal;

namespace Amazon.SQS.Model;

/// <summary>A task to cancel.</summary>
public class CancelMessageMoveTaskRequest : AmazonSQSRequest
{
    /// <summary>The handle that the start gave.</summary>
    public string TaskHandle { get; set; }

    internal override void WriteTo(Utf8JsonWriter json)
    {
        json.Put("TaskHandle", TaskHandle);
    }
}

/// <summary>The task is cancelled.</summary>
public class CancelMessageMoveTaskResponse : AmazonWebServiceResponse
{
    /// <summary>How many messages were moved, about.</summary>
    public long? ApproximateNumberOfMessagesMoved { get; set; }

    internal static CancelMessageMoveTaskResponse Read(JsonElement json) => new()
    {
        ApproximateNumberOfMessagesMoved = json.Long("ApproximateNumberOfMessagesMoved"),
    };
}
