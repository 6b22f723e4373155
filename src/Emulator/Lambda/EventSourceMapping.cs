using Amazon.SQS;
using Amazon.SQS.Model;

namespace MmsQueue.Emulator.Lambda;

/// <summary>Polls a queue as Lambda does: sends batches of up to ten to the function and deletes what did not fail.</summary>
public sealed class EventSourceMapping(
    IAmazonSQS sqs, string queueUrl, string region, Invoke function, WorkerSwitch worker, Action<string> say, Action<int>? hold = null)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private string? _reported;

    /// <summary>Polls with one loop for each execution environment, until cancelled.</summary>
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
                _reported = null;
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Catches everything: if a loop ended here, nothing would read the queue and nobody would notice.
                Report($"Cannot poll the queue: {e.Message}");
                await Task.WhenAny(Task.Delay(Pause, cancellationToken));
            }
        }
    }

    // Once for all loops; again only after a successful poll.
    private void Report(string line)
    {
        if (Interlocked.Exchange(ref _reported, line) != line)
        {
            say(line);
        }
    }

    // A poll in progress is not cancelled: the emulator would still deliver messages to it, and so hide them.
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
                await HandleAsync(messages, patience, cancellationToken);
            }
            finally
            {
                hold?.Invoke(-messages.Count);
            }
        }
    }

    private async Task HandleAsync(List<Message> messages, CancellationToken patience, CancellationToken cancellationToken)
    {
        var result = await InvokeAsync(messages, cancellationToken);
        if (result.Error is { } error)
        {
            // Ctrl-C can stop the worker before this process. That is not a failure.
            await Task.WhenAny(Task.Delay(Pause, cancellationToken));
            if (cancellationToken.IsCancellationRequested)
            {
                await ReleaseAsync(messages, patience);
                return;
            }

            say($"The worker failed an entire batch of {messages.Count}: {error.Message}");
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
            // Checked again, for a poll that was in progress when the worker was paused.
            await worker.OnAsync(cancellationToken);
            return await function(SqsEvent.Write(messages, queueUrl, region), TraceId.New(), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return new InvocationResult(default, new FunctionError("Cancelled", "the mapping is stopping"));
        }
    }

    // So that the next start receives them immediately, not after the visibility timeout.
    private async Task ReleaseAsync(List<Message> messages, CancellationToken patience)
    {
        var entries = messages.ConvertAll(
            m => new ChangeMessageVisibilityBatchRequestEntry(m.MessageId, m.ReceiptHandle) { VisibilityTimeout = 0 });
        await sqs.ChangeMessageVisibilityBatchAsync(new ChangeMessageVisibilityBatchRequest(queueUrl, entries), patience);
    }
}
