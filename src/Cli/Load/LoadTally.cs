using System.Globalization;

namespace MmsQueue.Cli.Load;

/// <summary>Makes numbers of what was seen of each job.</summary>
internal static class LoadTally
{
    private const int MostProblems = 10;

    public static LoadResult Of(string run, string through, IReadOnlyList<TrackedJob> jobs, LoadPass.Seen seen)
    {
        var sent = jobs.Where(job => job.SentAt is not null).ToList();
        var good = sent.Where(job => job.IsAsExpected).ToList();
        var open = sent.Count(job => !job.HasEnded);
        var isExact = sent.Exists(job => job.StoredAt is { } at && at.Ticks % TimeSpan.TicksPerSecond != 0);
        var resolution = isExact ? TimeSpan.FromMilliseconds(1) : TimeSpan.FromSeconds(1);
        double[] stored = [.. sent.Where(job => job.StoredAt is not null).Select(job => (StoredAt(job, isExact) - seen.StartedAt).TotalSeconds).Order()];
        return new LoadResult
        {
            Run = run,
            StartedAt = seen.StartedAt,
            Through = through,
            Planned = jobs.Count,
            Sent = sent.Count,
            Stored = good.Count(job => job.StoredAt is not null),
            DeadLettered = good.Count(job => job.StoredAt is null),
            Lost = seen.IsDrained ? open : 0,
            Unfinished = seen.IsDrained ? 0 : open,
            Wrong = sent.Count - good.Count - open,
            Duplicates = sent.Count(job => job.DeadLetters.Count + (job.StoredAt is null ? 0 : 1) > 1),
            SendRate = sent.Count / Math.Max(seen.Sending.TotalSeconds, 0.001),
            DrainRate = Throughput.Middle(stored),
            Duration = TimeSpan.FromSeconds(Math.Max(stored.LastOrDefault(), seen.Depth.FirstOrDefault(sample => sample.Queued == 0 && sample.Second >= seen.Sending.TotalSeconds)?.Second ?? 0)),
            LatencyResolution = resolution,
            Latencies = [.. sent.Where(job => job.StoredAt is not null).Select(job => Math.Max(0, (StoredAt(job, isExact) - job.SentAt!.Value).TotalMilliseconds)).Order()],
            Depth = seen.Depth,
            StoredAt = stored,
            Rates = Throughput.ByDepth(stored, seen.Sending.TotalSeconds),
            Shares =
            [
                .. sent.GroupBy(job => (Fault: job.Plan.Fault?.Fault ?? "none", job.Expected))
                    .OrderByDescending(share => share.Count()).ThenBy(share => share.Key.Fault, StringComparer.Ordinal)
                    .Select(share => new ShareResult(share.Key.Fault, share.Key.Expected, share.Count(), share.Count(job => job.IsAsExpected))),
            ],
            Problems = [.. sent.Where(job => !job.IsAsExpected).Take(MostProblems).Select(job => Problem(job, seen.IsDrained))],
        };
    }

    // A time in whole seconds was rounded down: half a second makes the mean right.
    private static DateTimeOffset StoredAt(TrackedJob job, bool isExact) => isExact ? job.StoredAt!.Value : job.StoredAt!.Value.AddMilliseconds(500);

    private static string Problem(TrackedJob job, bool isDrained) => string.Create(
        CultureInfo.InvariantCulture,
        $"{job.MessageSid} (fault {job.Plan.Fault?.Fault ?? "none"}, {job.Key}): {What(job, isDrained)}");

    private static string What(TrackedJob job, bool isDrained) =>
        !job.HasEnded ? isDrained ? "lost: no object, no dead letter, and the queue is empty" : "not ended: still on the queue when time was up"
        : job.Fault is { } fault ? $"wrong: {fault}"
        : $"wrong: to be {job.Expected}, but {string.Join(" and ", (string[])[.. job.StoredAt is null ? Array.Empty<string>() : ["stored"], .. job.DeadLetters.Select(reason => $"dead letter {reason}")])}";
}
