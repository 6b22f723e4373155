using Amazon.SQS.Model;

namespace Amazon.SQS.Internal;

internal static class Operations
{
    internal static readonly Operation CancelMessageMoveTask = new("CancelMessageMoveTask", CancelMessageMoveTaskResponse.Read);
    internal static readonly Operation ChangeMessageVisibility = new("ChangeMessageVisibility", _ => new ChangeMessageVisibilityResponse());
    internal static readonly Operation ChangeMessageVisibilityBatch = new("ChangeMessageVisibilityBatch", ChangeMessageVisibilityBatchResponse.Read);
    internal static readonly Operation CreateQueue = new("CreateQueue", CreateQueueResponse.Read);
    internal static readonly Operation DeleteMessage = new("DeleteMessage", _ => new DeleteMessageResponse());
    internal static readonly Operation DeleteMessageBatch = new("DeleteMessageBatch", DeleteMessageBatchResponse.Read);
    internal static readonly Operation DeleteQueue = new("DeleteQueue", _ => new DeleteQueueResponse());
    internal static readonly Operation GetQueueAttributes = new("GetQueueAttributes", GetQueueAttributesResponse.Read);
    internal static readonly Operation GetQueueUrl = new("GetQueueUrl", GetQueueUrlResponse.Read);
    internal static readonly Operation ListMessageMoveTasks = new("ListMessageMoveTasks", ListMessageMoveTasksResponse.Read);
    internal static readonly Operation ListQueues = new("ListQueues", ListQueuesResponse.Read);
    internal static readonly Operation PurgeQueue = new("PurgeQueue", _ => new PurgeQueueResponse());
    internal static readonly Operation ReceiveMessage = new("ReceiveMessage", ReceiveMessageResponse.Read);
    internal static readonly Operation SendMessage = new("SendMessage", SendMessageResponse.Read);
    internal static readonly Operation SendMessageBatch = new("SendMessageBatch", SendMessageBatchResponse.Read);
    internal static readonly Operation SetQueueAttributes = new("SetQueueAttributes", _ => new SetQueueAttributesResponse());
    internal static readonly Operation StartMessageMoveTask = new("StartMessageMoveTask", StartMessageMoveTaskResponse.Read);
}
