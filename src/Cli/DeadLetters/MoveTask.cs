using System.Globalization;
using System.Net;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>SQS's own redrive of the whole queue, followed to its end; Ctrl-C cancels it.</summary>
internal sealed class MoveTask(CommandContext context)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    public async Task<int> RunAsync(int? rate, CancellationToken cancellationToken)
    {
        var source = await ArnAsync(context.Stack.RequiredDeadLetterQueueUrl, cancellationToken);
        var destination = await ArnAsync(context.Stack.RequiredMediaQueueUrl, cancellationToken);

        // The destination is named: the worker sent these letters itself, so SQS may know of no source to return them to.
        var request = new StartMessageMoveTaskRequest { SourceArn = source, DestinationArn = destination, MaxNumberOfMessagesPerSecond = rate };
        var handle = await StartAsync(request, cancellationToken);
        var end = await context.Screen.ProgressAsync(board => FollowAsync(board, source, handle, cancellationToken));
        Tell(end);
        return end.Status is "COMPLETED" ? 0 : 1;
    }

    private async Task<string> ArnAsync(string queueUrl, CancellationToken cancellationToken) =>
        (await context.Sqs.GetQueueAttributesAsync(new GetQueueAttributesRequest(queueUrl, ["QueueArn"]), cancellationToken)).QueueARN;

    private async Task<string> StartAsync(StartMessageMoveTaskRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return (await context.Sqs.StartMessageMoveTaskAsync(request, cancellationToken)).TaskHandle;
        }
        catch (AmazonSQSException e) when (e is UnsupportedOperationException
            || (context.Stack.SqsEndpoint is not null && e.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.NotImplemented))
        {
            throw new MmsqException($"This SQS does not move messages by itself ({e.Message}): leave out --server-side.", e);
        }
    }

    private async Task<ListMessageMoveTasksResultEntry> FollowAsync(ProgressBoard board, string source, string handle, CancellationToken cancellationToken)
    {
        ProgressBar? bar = null;
        var isCancelled = false;
        while (true)
        {
            var task = await FindAsync(source, handle);
            bar ??= board.Add("moved", task.ApproximateNumberOfMessagesToMove ?? 0);
            bar.Set(task.ApproximateNumberOfMessagesMoved ?? 0);
            if (task.Status is not ("RUNNING" or "CANCELLING"))
            {
                return task;
            }

            if (cancellationToken.IsCancellationRequested && !isCancelled)
            {
                isCancelled = true;
                await context.Sqs.CancelMessageMoveTaskAsync(new CancelMessageMoveTaskRequest { TaskHandle = handle }, CancellationToken.None);
            }

            await Task.Delay(LookEvery, context.Time, isCancelled ? CancellationToken.None : cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Only a running task is listed with its handle; else the newest, which comes first, is ours.
    private async Task<ListMessageMoveTasksResultEntry> FindAsync(string source, string handle)
    {
        var request = new ListMessageMoveTasksRequest { SourceArn = source, MaxResults = 10 };
        var tasks = (await context.Sqs.ListMessageMoveTasksAsync(request, CancellationToken.None)).Results ?? [];
        return tasks.Find(task => task.TaskHandle == handle)
            ?? tasks.FirstOrDefault()
            ?? throw new MmsqException("SQS does not list the move that it has started. Look with aws sqs list-message-move-tasks.");
    }

    private void Tell(ListMessageMoveTasksResultEntry end)
    {
        var moved = end.ApproximateNumberOfMessagesMoved ?? 0;
        if (context.Screen.IsJson)
        {
            context.Screen.AnswerJson(json =>
            {
                json.WriteString("status", end.Status);
                json.WriteNumber("moved", moved);
                json.WriteString("failure", end.FailureReason);
            });
        }
        else
        {
            context.Screen.Answer(string.Create(CultureInfo.InvariantCulture, $"SQS moved {moved} dead letters: {end.Status}."));
        }

        if (end.Status is not "COMPLETED")
        {
            var why = end.FailureReason is { } reason ? $": {reason}" : "";
            context.Screen.Fail($"The move ended as {end.Status}{why}. Those not moved are dead letters as before; run it again to go on.");
        }
    }
}
