using MmsQueue.Cli.DeadLetters;
using MmsQueue.Operations.Queues;

namespace MmsQueue.Cli.Load;

/// <summary>Sends jobs, waits until they have ended, and verifies each.</summary>
internal sealed class LoadPass(CommandContext context, LoadOptions options, ISender sender)
{
    // An emulator's counts are exact; those of SQS may lag by a minute.
    private static readonly TimeSpan ExactSettling = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(90);

    // After Ctrl-C.
    private static readonly TimeSpan TimeToLook = TimeSpan.FromSeconds(20);

    /// <summary>What was observed, apart from the jobs themselves.</summary>
    public sealed record Seen(DateTimeOffset StartedAt, TimeSpan Sending, TimeSpan Watched, bool IsDrained, bool IsInterrupted = false);

    public async Task<Seen> RunAsync(string name, IReadOnlyList<TrackedJob> jobs, double? rate, CancellationToken cancellationToken)
    {
        await sender.PrepareAsync(jobs, cancellationToken);
        return await context.Screen.ProgressAsync(board => RunAsync(name, jobs, rate, board, cancellationToken));
    }

    private async Task<Seen> RunAsync(
        string name, IReadOnlyList<TrackedJob> jobs, double? rate, ProgressBoard board, CancellationToken cancellationToken)
    {
        var outcomes = new Outcomes(jobs, context.S3, context.Stack.RequiredMediaBucket, Look.Reader(context));
        var sentBar = board.Add($"{name}sent", jobs.Count);
        var doneBar = board.Add($"{name}done", jobs.Count);
        var sent = 0;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var startedAt = context.Time.GetUtcNow();
        var start = context.Time.GetTimestamp();
        var drain = new Drain(
            async token => (await QueueAttributes.DepthAsync(context.Sqs, context.Stack.RequiredMediaQueueUrl, token)).Total,
            outcomes,
            options.Timeout,
            context.Stack.SqsEndpoint is null ? Settling : ExactSettling,
            context.Time);
        var sending = SendAsync();
        try
        {
            await drain.RunAsync(sending, () => sent, done => doneBar.Set(Math.Clamp(done, 0, jobs.Count)), cancellationToken);
            var verifiedBar = board.Add($"{name}verified", jobs.Count(job => job.StoredAt is not null));
            await outcomes.VerifyAsync(verified => verifiedBar.Set(verified), cancellationToken);
            return new Seen(startedAt, await sending, context.Time.GetElapsedTime(start), drain.IsEmpty);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            var sendingTook = await sending;
            using var timeout = new CancellationTokenSource(TimeToLook);
            await outcomes.LookAsync(timeout.Token);
            return new Seen(startedAt, sendingTook, context.Time.GetElapsedTime(start), IsDrained: false, IsInterrupted: true);
        }
        finally
        {
            await stop.CancelAsync();
        }

        async Task<TimeSpan> SendAsync()
        {
            try
            {
                await new PacedSender(sender, rate, context.Time).RunAsync(jobs, count => sentBar.Set(sent = count), stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // Each job records whether it was sent.
            }

            return context.Time.GetElapsedTime(start);
        }
    }
}
