using Amazon.SQS;

namespace MmsQueue.Operations.Queues;

/// <summary>How many messages a queue holds, approximately: waiting, received but not yet deleted, and delayed.</summary>
public sealed record QueueDepth(int Waiting, int InFlight, int Delayed)
{
    /// <summary>All of them.</summary>
    public int Total => Waiting + InFlight + Delayed;
}

/// <summary>What SQS reports about a queue.</summary>
public static class QueueAttributes
{
    /// <summary>Reads a queue's depth.</summary>
    public static async Task<QueueDepth> DepthAsync(IAmazonSQS sqs, string queueUrl, CancellationToken cancellationToken)
    {
        List<string> names =
        [
            QueueAttributeName.ApproximateNumberOfMessages,
            QueueAttributeName.ApproximateNumberOfMessagesNotVisible,
            QueueAttributeName.ApproximateNumberOfMessagesDelayed,
        ];
        var queue = await sqs.GetQueueAttributesAsync(queueUrl, names, cancellationToken);
        return new QueueDepth(
            queue.ApproximateNumberOfMessages, queue.ApproximateNumberOfMessagesNotVisible, queue.ApproximateNumberOfMessagesDelayed);
    }

    /// <summary>Reads a queue's ARN.</summary>
    public static async Task<string> ArnAsync(IAmazonSQS sqs, string queueUrl, CancellationToken cancellationToken) =>
        (await sqs.GetQueueAttributesAsync(queueUrl, [QueueAttributeName.QueueArn], cancellationToken)).QueueARN;
}
