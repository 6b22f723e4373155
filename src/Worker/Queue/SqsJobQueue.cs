using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;
using MmsQueue.Shared;

namespace MmsQueue.Worker.Queue;

/// <summary>The media queue and the dead-letter queue on SQS.</summary>
internal sealed class SqsJobQueue(IAmazonSQS sqs, WorkerOptions options, Func<double> chance) : IJobQueue
{
    /// <inheritdoc/>
    public Task DelayAsync(ReceivedJob job, TimeSpan? atLeast, CancellationToken cancellationToken)
    {
        var pause = RedeliverySchedule.PauseAfter(job.ReceiveCount, options.Redelivery, chance(), atLeast);
        return sqs.ChangeMessageVisibilityAsync(options.MediaQueueUrl, job.ReceiptHandle, (int)pause.TotalSeconds, cancellationToken);
    }

    /// <inheritdoc/>
    public Task DeadLetterAsync(ReceivedJob job, FailureReason reason, string detail, CancellationToken cancellationToken)
    {
        var request = new SendMessageRequest
        {
            QueueUrl = options.DeadLetterQueueUrl,
            MessageBody = job.Body,
            MessageAttributes = new Dictionary<string, MessageAttributeValue>(StringComparer.Ordinal)
            {
                [DeadLetterAttributes.FailureReason] = Text(reason.ToCode()),
                [DeadLetterAttributes.FailureDetail] = Text(detail),
                [DeadLetterAttributes.ReceiveCount] = Number(job.ReceiveCount),
                [DeadLetterAttributes.ReplayCount] = Number(job.ReplayCount),
            },
        };
        if (job.FirstReceivedAt is not null)
        {
            request.MessageAttributes[DeadLetterAttributes.FirstReceivedAt] = Text(job.FirstReceivedAt);
        }

        if (job.TraceHeader is not null)
        {
            request.MessageSystemAttributes = new Dictionary<string, MessageSystemAttributeValue>(StringComparer.Ordinal)
            {
                ["AWSTraceHeader"] = new() { DataType = "String", StringValue = job.TraceHeader },
            };
        }

        return sqs.SendMessageAsync(request, cancellationToken);
    }

    private static MessageAttributeValue Text(string value) => new() { DataType = "String", StringValue = value };

    private static MessageAttributeValue Number(int value) =>
        new() { DataType = "Number", StringValue = value.ToString(CultureInfo.InvariantCulture) };
}
