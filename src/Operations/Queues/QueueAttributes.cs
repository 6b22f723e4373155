using Amazon.SQS;
using Amazon.SQS.Model;

namespace MmsQueue.Operations.Queues;

/// <summary>What SQS reports about a queue.</summary>
public static class QueueAttributes
{
    private static readonly string[] Depth =
        [QueueAttributeName.ApproximateNumberOfMessages, QueueAttributeName.ApproximateNumberOfMessagesNotVisible, QueueAttributeName.ApproximateNumberOfMessagesDelayed];

    /// <summary>Reads a queue's depth.</summary>
    public static async Task<QueueDepth> DepthAsync(IAmazonSQS sqs, string queueUrl, CancellationToken cancellationToken)
    {
        var queue = await sqs.GetQueueAttributesAsync(new GetQueueAttributesRequest(queueUrl, [.. Depth]), cancellationToken);
        return new QueueDepth(
            queue.ApproximateNumberOfMessages, queue.ApproximateNumberOfMessagesNotVisible, queue.ApproximateNumberOfMessagesDelayed);
    }

    /// <summary>Reads a queue's ARN.</summary>
    public static async Task<string> ArnAsync(IAmazonSQS sqs, string queueUrl, CancellationToken cancellationToken) =>
        (await sqs.GetQueueAttributesAsync(new GetQueueAttributesRequest(queueUrl, [QueueAttributeName.QueueArn]), cancellationToken)).QueueARN;
}
