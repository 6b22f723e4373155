using Amazon.SQS;
using Amazon.SQS.Model;

namespace MmsQueue.Local;

/// <summary>Lambda's poller of a queue: batches of up to ten go to the function, and what it did not report as failed is deleted.</summary>
internal sealed class EventSourceMapping(
    IAmazonSQS sqs, string queueUrl, string region, Invoke function, WorkerSwitch worker, Action<string> say, Action<int>? hold = null)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private string? _told;

    /// <summary>Polls with as many loops as the function has environments, until it is cancelled.</summary>
    public Task RunAsync(int concurrency, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => PollAsync(cancellationToken)));

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource();
        await using var end = cancellationToken.Register(() => patience.CancelAfter(Patience));
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await worker.OnAsync(cancellationToken);
                await ReceiveAsync(patience.Token, cancellationToken);
                _told = null;
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever it was: a loop that ended here would leave the queue unread, and nobody would know.
                Tell($"The queue cannot be polled: {e.Message}");
                await Task.WhenAny(Task.Delay(Pause, cancellationToken));
            }
        }
    }

    // Once for all loops, and again only when it was well meanwhile.
    private void Tell(string line)
    {
        if (Interlocked.Exchange(ref _told, line) != line)
        {
            say(line);
        }
    }

    // A poll under way is waited for: an emulator would still give a message to one that was broken off, and so hide it.
    private async Task ReceiveAsync(CancellationToken patience, CancellationToken cancellationToken)
    {
        var request = new ReceiveMessageRequest
        {
            QueueUrl = queueUrl,
            MaxNumberOfMessages = 10,
            WaitTimeSeconds = 1,
            MessageSystemAttributeNames = ["All"],
            MessageAttributeNames = ["All"],
        };
        var response = await sqs.ReceiveMessageAsync(request, patience);
        if (response.Messages is { Count: > 0 } messages)
        {
            hold?.Invoke(messages.Count);
            try
            {
                await HandAsync(messages, patience, cancellationToken);
            }
            finally
            {
                hold?.Invoke(-messages.Count);
            }
        }
    }

    private async Task HandAsync(List<Message> messages, CancellationToken patience, CancellationToken cancellationToken)
    {
        var result = await InvokeAsync(messages, cancellationToken);
        if (result.Error is { } error)
        {
            // Ctrl-C may end the worker before it ends us: then nothing went wrong.
            await Task.WhenAny(Task.Delay(Pause, cancellationToken));
            if (cancellationToken.IsCancellationRequested)
            {
                await ReleaseAsync(messages, patience);
                return;
            }

            say($"The worker failed a whole batch of {messages.Count}: {error.Message}");
        }

        if (BatchAnswer.FailedIds(result, messages.Select(m => m.MessageId).ToHashSet(StringComparer.Ordinal)) is not { } failed)
        {
            return;
        }

        var done = messages.Where(m => !failed.Contains(m.MessageId))
            .Select(m => new DeleteMessageBatchRequestEntry(m.MessageId, m.ReceiptHandle))
            .ToList();
        if (done.Count > 0)
        {
            await sqs.DeleteMessageBatchAsync(new DeleteMessageBatchRequest(queueUrl, done), patience);
        }
    }

    private async Task<InvocationResult> InvokeAsync(List<Message> messages, CancellationToken cancellationToken)
    {
        try
        {
            // Once more, for a poll that was under way when the switch was turned.
            await worker.OnAsync(cancellationToken);
            return await function(SqsEvent.Write(messages, queueUrl, region), TraceId.New(), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return new InvocationResult(default, new FunctionError("Cancelled", "the mapping is ending"));
        }
    }

    // So that the next start takes them up at once, not after the visibility timeout.
    private async Task ReleaseAsync(List<Message> messages, CancellationToken patience)
    {
        var entries = messages.ConvertAll(m => new ChangeMessageVisibilityBatchRequestEntry(m.MessageId, m.ReceiptHandle) { VisibilityTimeout = 0 });
        await sqs.ChangeMessageVisibilityBatchAsync(new ChangeMessageVisibilityBatchRequest(queueUrl, entries), patience);
    }
}
