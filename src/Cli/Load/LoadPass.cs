namespace MmsQueue.Cli.Load;

/// <summary>Sends jobs, waits until they have ended, and looks at each.</summary>
internal sealed class LoadPass(CommandContext context, LoadOptions options, ISender sender)
{
    // Where the counts come from an emulator they are exact; SQS's may lag by a minute.
    private static readonly TimeSpan ExactSettling = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(90);

    /// <summary>What was seen, but for the jobs themselves.</summary>
    public sealed record Seen(DateTimeOffset StartedAt, TimeSpan Sending, IReadOnlyList<DepthSample> Depth, bool IsDrained);

    public async Task<Seen> RunAsync(string name, IReadOnlyList<TrackedJob> jobs, double? rate, CancellationToken cancellationToken)
    {
        await sender.PrepareAsync(jobs, cancellationToken);
        return await context.Screen.ProgressAsync(board => RunAsync(name, jobs, rate, board, cancellationToken));
    }

    private async Task<Seen> RunAsync(string name, IReadOnlyList<TrackedJob> jobs, double? rate, ProgressBoard board, CancellationToken cancellationToken)
    {
        var objects = new Objects(context.S3, context.Stack.RequiredMediaBucket);
        var letters = new DeadLetterSearch(context.Sqs, context.Stack.RequiredDeadLetterQueueUrl, context.Time);
        var sentBar = board.Add($"{name}sent", jobs.Count);
        var doneBar = board.Add($"{name}done", jobs.Count);
        var sent = 0;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var startedAt = context.Time.GetUtcNow();
        var start = context.Time.GetTimestamp();
        var drain = new Drain(
            new Backlog(context.Sqs, context.Stack.RequiredMediaQueueUrl),
            LookAsync,
            (jobs.Count / 10) + 10,
            options.Timeout,
            context.Stack.SqsEndpoint is null ? Settling : ExactSettling,
            context.Time);
        var sending = SendAsync();
        try
        {
            await drain.RunAsync(sending, queued => doneBar.Set(Math.Clamp(sent - queued, 0, jobs.Count)), cancellationToken);
        }
        finally
        {
            await stop.CancelAsync();
        }

        var sendingTook = await sending;
        var verifiedBar = board.Add($"{name}verified", jobs.Count(job => job.StoredAt is not null));
        await objects.VerifyAsync(jobs, verified => verifiedBar.Set(verified), cancellationToken);
        return new Seen(startedAt, sendingTook, drain.Samples, drain.IsEmpty);

        async Task<TimeSpan> SendAsync()
        {
            await new Sending(sender, rate, context.Time).RunAsync(jobs, count => sentBar.Set(sent = count), stop.Token);
            return context.Time.GetElapsedTime(start);
        }

        async Task<int> LookAsync(CancellationToken token)
        {
            await objects.ListAsync(jobs, token);
            if (jobs.Any(job => job.StoredAt is null))
            {
                await letters.ReadAsync(jobs, token);
            }

            return jobs.Count(job => !job.HasEnded);
        }
    }
}
