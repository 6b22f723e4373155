namespace MmsQueue.Cli.Load;

/// <summary>Computes a run's result from what was observed of each job.</summary>
internal static class LoadTally
{
    private const int MostProblems = 10;

    public static LoadResult Of(string run, string through, IReadOnlyList<TrackedJob> jobs, LoadPass.Seen seen)
    {
        var sent = jobs.Where(job => job.SentAt is not null).ToList();
        var good = sent.Where(job => job.IsAsExpected).ToList();
        var open = sent.Count(job => !job.HasEnded);
        var isExact = sent.Exists(job => job.StoredAt is { } at && at.Ticks % TimeSpan.TicksPerSecond != 0);
        double[] stored =
            [.. sent.Where(job => job.StoredAt is not null).Select(job => (StoredAt(job, isExact) - seen.StartedAt).TotalSeconds).Order()];
        double[] ended = [.. sent.Where(job => job.HasEnded).Select(job => (EndedAt(job, isExact) - seen.StartedAt).TotalSeconds).Order()];
        var seconds = open > 0 ? seen.Watched.TotalSeconds : Math.Max(ended.LastOrDefault(), seen.Sending.TotalSeconds);
        return new LoadResult(
            run,
            seen.StartedAt,
            through,
            Planned: jobs.Count,
            Sent: sent.Count,
            Stored: good.Count(job => job.StoredAt is not null),
            DeadLettered: good.Count(job => job.StoredAt is null),
            Lost: seen.IsDrained ? open : 0,
            Unfinished: seen.IsDrained ? 0 : open,
            Wrong: sent.Count - good.Count - open,
            Duplicates: sent.Count(job => job.DeadLetters.Count + (job.StoredAt is null ? 0 : 1) > 1),
            SendRate: sent.Count / Math.Max(seen.Sending.TotalSeconds, 0.001),
            DrainRate: Throughput.Middle(stored),
            Duration: TimeSpan.FromSeconds(seconds),
            LatencyResolution: isExact ? TimeSpan.FromMilliseconds(1) : TimeSpan.FromSeconds(1),
            Latencies:
            [
                .. sent.Where(job => job.StoredAt is not null)
                    .Select(job => Math.Max(0, (StoredAt(job, isExact) - job.SentAt!.Value).TotalMilliseconds)).Order(),
            ],
            Depth: Depth([.. sent.Select(job => (job.SentAt!.Value - seen.StartedAt).TotalSeconds).Order()], ended, seconds),
            StoredAt: stored,
            Rates: Throughput.ByDepth(stored, seen.Sending.TotalSeconds),
            Shares: Shares(sent, seen.IsDrained),
            Problems:
            [
                .. sent.Where(job => !job.IsAsExpected && (job.HasEnded || !seen.IsInterrupted))
                    .Take(MostProblems).Select(job => Problem(job, seen.IsDrained)),
            ],
            IsInterrupted: seen.IsInterrupted);
    }

    private static List<ShareResult> Shares(List<TrackedJob> sent, bool isDrained) =>
    [
        .. sent.GroupBy(job => (Fault: job.Plan.Fault?.Fault ?? "none", job.Expected))
            .OrderByDescending(share => share.Count()).ThenBy(share => share.Key.Fault, StringComparer.Ordinal)
            .Select(share => new ShareResult(
                share.Key.Fault, share.Key.Expected, share.Count(), share.Count(job => job.IsAsExpected), Otherwise(share, isDrained))),
    ];

    // Times in whole seconds are rounded down; adding half a second corrects the mean.
    private static DateTimeOffset StoredAt(TrackedJob job, bool isExact) => job.StoredAt!.Value.AddMilliseconds(isExact ? 0 : 500);

    private static DateTimeOffset EndedAt(TrackedJob job, bool isExact) =>
        job.StoredAt is null ? job.DeadLetteredAt!.Value : StoredAt(job, isExact);

    private static string Problem(TrackedJob job, bool isDrained) =>
        $"{job.MessageSid} (fault {job.Plan.Fault?.Fault ?? "none"}, {job.Key}): {What(job, isDrained)}";

    private static string What(TrackedJob job, bool isDrained) =>
        !job.HasEnded ? isDrained ? "lost: no object, no dead letter, and the queue is empty"
            : "unfinished: still on the queue at the timeout"
        : job.Fault is { } fault ? $"wrong: {fault}"
        : $"wrong: expected {job.Expected}, got {End(job, isDrained)}";

    private static List<(string End, int Jobs)> Otherwise(IEnumerable<TrackedJob> share, bool isDrained) =>
    [
        .. share.Where(job => !job.IsAsExpected).CountBy(job => End(job, isDrained), StringComparer.Ordinal)
            .OrderByDescending(end => end.Value).ThenBy(end => end.Key, StringComparer.Ordinal).Select(end => (end.Key, end.Value)),
    ];

    private static string End(TrackedJob job, bool isDrained)
    {
        string[] stored = job.StoredAt is null ? [] : [job.Fault is null ? "stored" : "stored with wrong bytes"];
        return job.HasEnded ? string.Join(" and ", [.. stored, .. job.DeadLetters.Select(reason => $"dead letter {reason}")])
            : isDrained ? "lost"
            : "unfinished";
    }

    // Every half second.
    private static List<DepthSample> Depth(double[] sent, double[] ended, double seconds)
    {
        var depth = new List<DepthSample>();
        var (sentBy, endedBy) = (0, 0);
        for (var second = 0.0; ; second = Math.Min(second + 0.5, seconds))
        {
            sentBy += sent.Skip(sentBy).TakeWhile(at => at <= second).Count();
            endedBy += ended.Skip(endedBy).TakeWhile(at => at <= second).Count();
            depth.Add(new DepthSample(second, Math.Max(0, sentBy - endedBy)));
            if (second >= seconds)
            {
                return depth;
            }
        }
    }
}
