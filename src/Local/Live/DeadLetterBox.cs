using Amazon.SQS;
using Amazon.SQS.Model;
using MmsQueue.Shared;

namespace MmsQueue.Local.Live;

/// <summary>The dead-letter queue, looked through by one at a time; what was looked at is visible again afterwards.</summary>
internal sealed class DeadLetterBox(IAmazonSQS sqs, string deadLetterQueueUrl, string mediaQueueUrl) : IDisposable
{
    private const int HoldSeconds = 20;
    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>So many, or all that are there.</summary>
    public async Task<IReadOnlyList<Message>> ReadAsync(int most, CancellationToken cancellationToken)
    {
        var (seen, _) = await LookAsync(most, static _ => false, static _ => Task.CompletedTask, cancellationToken);
        return seen;
    }

    /// <summary>Sends a dead letter to the media queue, then deletes it; false when there is none of that message and index.</summary>
    public async Task<bool> ReplayAsync(string messageSid, int index, Action<Message> before, CancellationToken cancellationToken)
    {
        var (_, isFound) = await LookAsync(int.MaxValue, IsMeant, ReplayAsync, cancellationToken);
        return isFound;

        bool IsMeant(Message message) => MediaJob.TryParse(message.Body) is { } job && job.MessageSid == messageSid && job.MediaIndex == index;

        async Task ReplayAsync(Message message)
        {
            before(message);
            var sent = await sqs.SendMessageBatchAsync(new SendMessageBatchRequest(mediaQueueUrl, [ReplayEntry.Of(message)]), CancellationToken.None);
            if (sent.Failed is [var failure, ..])
            {
                throw new AmazonSQSException($"The media queue refused: {failure.Code} {failure.Message}");
            }

            await sqs.DeleteMessageAsync(deadLetterQueueUrl, message.ReceiptHandle, CancellationToken.None);
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<(IReadOnlyList<Message> Seen, bool IsFound)> LookAsync(
        int most, Func<Message, bool> isMeant, Func<Message, Task> handle, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return await HoldAsync(most, isMeant, handle, cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task<(IReadOnlyList<Message> Seen, bool IsFound)> HoldAsync(
        int most, Func<Message, bool> isMeant, Func<Message, Task> handle, CancellationToken cancellationToken)
    {
        var seen = new Dictionary<string, Message>(StringComparer.Ordinal);
        try
        {
            while (seen.Count < most && await ReceiveAsync(cancellationToken) is { Count: > 0 } messages)
            {
                var before = seen.Count;
                messages.ForEach(message => seen[message.MessageId] = message);
                if (messages.Find(message => isMeant(message)) is { } meant)
                {
                    await handle(meant);
                    seen.Remove(meant.MessageId);
                    return ([.. seen.Values], true);
                }

                if (seen.Count == before)
                {
                    break;
                }
            }

            return ([.. seen.Values], false);
        }
        finally
        {
            await ReleaseAsync(seen.Values);
        }
    }

    private async Task<List<Message>> ReceiveAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = new ReceiveMessageRequest(deadLetterQueueUrl)
        {
            MaxNumberOfMessages = 10,
            VisibilityTimeout = HoldSeconds,
            WaitTimeSeconds = 1,
            MessageAttributeNames = ["All"],
            MessageSystemAttributeNames = ["All"],
        };

        // Not cancelled in between: what SQS has given out must be known here, to be given back.
        return (await sqs.ReceiveMessageAsync(request, CancellationToken.None)).Messages ?? [];
    }

    private async Task ReleaseAsync(IEnumerable<Message> messages)
    {
        try
        {
            foreach (var chunk in messages.Chunk(10))
            {
                var entries = chunk.Select(message => new ChangeMessageVisibilityBatchRequestEntry(message.MessageId, message.ReceiptHandle) { VisibilityTimeout = 0 });
                await sqs.ChangeMessageVisibilityBatchAsync(new ChangeMessageVisibilityBatchRequest(deadLetterQueueUrl, [.. entries]), CancellationToken.None);
            }
        }
        catch (Exception e) when (AwsClient.IsFailure(e))
        {
            // They are visible again when the hold ends; what was replayed meanwhile is no failure for that.
        }
    }
}
