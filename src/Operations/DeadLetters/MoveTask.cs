using System.Net;
using Amazon.SQS;
using Amazon.SQS.Model;
using MmsQueue.Operations.Queues;

namespace MmsQueue.Operations.DeadLetters;

/// <summary>SQS's own redrive of the whole dead-letter queue.</summary>
public sealed class MoveTask(IAmazonSQS sqs, StackOutputs stack, TimeProvider time)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>Moves every dead letter to the media queue, follows the task to its end, and returns its last state.</summary>
    /// <param name="rate">Messages per second; null leaves the rate to SQS.</param>
    /// <param name="progress">Called with the number of messages moved and the number to move.</param>
    /// <param name="cancellationToken">Cancels the task in SQS as well.</param>
    /// <exception cref="OperatorException">This SQS cannot move messages by itself.</exception>
    public async Task<ListMessageMoveTasksResultEntry> RunAsync(int? rate, Action<long, long> progress, CancellationToken cancellationToken)
    {
        // The destination is explicit: the worker sends dead letters itself, so SQS knows no source queue to return them to.
        var request = new StartMessageMoveTaskRequest
        {
            SourceArn = await QueueAttributes.ArnAsync(sqs, stack.RequiredDeadLetterQueueUrl, cancellationToken),
            DestinationArn = await QueueAttributes.ArnAsync(sqs, stack.RequiredMediaQueueUrl, cancellationToken),
            MaxNumberOfMessagesPerSecond = rate,
        };
        var handle = await StartAsync(request, cancellationToken);
        var isCancelled = false;
        while (true)
        {
            var task = await FindAsync(request.SourceArn, handle);
            progress(task.ApproximateNumberOfMessagesMoved ?? 0, task.ApproximateNumberOfMessagesToMove ?? 0);
            if (task.Status is not ("RUNNING" or "CANCELLING"))
            {
                return task;
            }

            if (cancellationToken.IsCancellationRequested && !isCancelled)
            {
                isCancelled = true;
                await sqs.CancelMessageMoveTaskAsync(new CancelMessageMoveTaskRequest { TaskHandle = handle }, CancellationToken.None);
            }

            await Task.Delay(LookEvery, time, isCancelled ? CancellationToken.None : cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<string> StartAsync(StartMessageMoveTaskRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return (await sqs.StartMessageMoveTaskAsync(request, cancellationToken)).TaskHandle;
        }
        catch (AmazonSQSException e) when (e is UnsupportedOperationException || (stack.SqsEndpoint is not null
            && e.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.NotImplemented))
        {
            throw new OperatorException($"This SQS cannot move messages by itself ({e.Message}): leave out --server-side.", e);
        }
    }

    // SQS lists handles of running tasks only. Otherwise the newest task is ours, and comes first.
    private async Task<ListMessageMoveTasksResultEntry> FindAsync(string source, string handle)
    {
        var request = new ListMessageMoveTasksRequest { SourceArn = source, MaxResults = 10 };
        var tasks = (await sqs.ListMessageMoveTasksAsync(request, CancellationToken.None)).Results ?? [];
        return tasks.Find(task => task.TaskHandle == handle)
            ?? tasks.FirstOrDefault()
            ?? throw new OperatorException("SQS does not list the move task that it started. Check with aws sqs list-message-move-tasks.");
    }
}
