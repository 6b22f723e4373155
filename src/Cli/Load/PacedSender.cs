namespace MmsQueue.Cli.Load;

/// <summary>Where jobs are sent: to the queue itself, or to the webhook in front of it.</summary>
internal interface ISender
{
    /// <summary>The maximum number of jobs per call.</summary>
    int BatchSize { get; }

    /// <summary>Prepares what is needed before the clock starts.</summary>
    Task PrepareAsync(IReadOnlyList<TrackedJob> jobs, CancellationToken cancellationToken);

    /// <summary>Sends jobs and records on each when it was sent.</summary>
    Task SendAsync(IReadOnlyList<TrackedJob> jobs, CancellationToken cancellationToken);
}

/// <summary>Sends all jobs in parallel, at a steady rate or as fast as possible.</summary>
internal sealed class PacedSender(ISender sender, double? rate, TimeProvider time)
{
    private const int Senders = 4;

    public async Task RunAsync(IReadOnlyList<TrackedJob> jobs, Action<int> sent, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();

        // At a low rate a batch of ten would be a burst.
        var size = rate is { } perSecond ? Math.Clamp((int)(perSecond / 10), 1, sender.BatchSize) : sender.BatchSize;
        var done = 0;
        await Parallel.ForEachAsync(
            jobs.Chunk(size).Index(),
            new ParallelOptions { MaxDegreeOfParallelism = Senders, CancellationToken = cancellationToken },
            async (batch, token) =>
            {
                if (rate is { } perSecond)
                {
                    var pause = TimeSpan.FromSeconds(batch.Index * size / perSecond) - time.GetElapsedTime(start);
                    await Task.Delay(pause > TimeSpan.Zero ? pause : TimeSpan.Zero, time, token);
                }

                // A batch in progress is completed, so that it is known what was sent.
                await sender.SendAsync(batch.Item, CancellationToken.None);
                sent(Interlocked.Add(ref done, batch.Item.Length));
            });
    }
}
