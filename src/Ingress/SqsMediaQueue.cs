using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;
using MmsQueue.Shared;

namespace MmsQueue.Ingress;

/// <summary>The media queue on SQS: one batch per message, since both hold at most ten.</summary>
internal sealed class SqsMediaQueue(IAmazonSQS sqs, string queueUrl) : IMediaQueue
{
    private const int MaximumSends = 3;

    /// <inheritdoc/>
    public async Task SendAsync(IReadOnlyList<MediaJob> jobs, CancellationToken cancellationToken)
    {
        List<SendMessageBatchRequestEntry> entries = [.. jobs.Select((job, index) => Entry(job, index))];
        for (var send = 1; ; send++)
        {
            var request = new SendMessageBatchRequest { QueueUrl = queueUrl, Entries = entries };
            var response = await sqs.SendMessageBatchAsync(request, cancellationToken);
            var accepted = (response.Successful ?? []).Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal);
            entries.RemoveAll(entry => accepted.Contains(entry.Id));
            if (entries.Count == 0)
            {
                return;
            }

            if (send == MaximumSends)
            {
                var codes = (response.Failed ?? []).Select(entry => entry.Code).Distinct(StringComparer.Ordinal);
                throw new AmazonSQSException($"The media queue refused {entries.Count} of {jobs.Count} jobs: {string.Join(", ", codes)}");
            }
        }
    }

    private static SendMessageBatchRequestEntry Entry(MediaJob job, int index)
    {
        var entry = new SendMessageBatchRequestEntry { Id = index.ToString(CultureInfo.InvariantCulture), MessageBody = job.ToJson() };
        // The runtime sets it for each event; it links the worker's trace to the webhook's.
        if (Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID") is { Length: > 0 } trace)
        {
            entry.MessageSystemAttributes = new Dictionary<string, MessageSystemAttributeValue>(StringComparer.Ordinal)
            {
                ["AWSTraceHeader"] = new() { DataType = "String", StringValue = trace },
            };
        }

        return entry;
    }
}
