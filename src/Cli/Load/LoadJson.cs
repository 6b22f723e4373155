namespace MmsQueue.Cli.Load;

/// <summary>The result as JSON: durations in milliseconds, times in seconds since the first job was sent.</summary>
internal sealed record LoadJson(
    string Run, DateTimeOffset StartedAt, string Through, int Planned, int Sent, int OthersAtStart, bool Interrupted,
    int Stored, int DeadLettered, int Lost, int Unfinished, int Wrong, int Duplicates,
    double SendRate, double DrainRate, double DurationMs, IReadOnlyDictionary<string, double> LatencyMs,
    IEnumerable<RateAtDepth> RateByQueued, IEnumerable<DepthSample> Depth, IEnumerable<ShareJson> Shares, IReadOnlyList<string> Problems)
{
    public static LoadJson Of(LoadResult result) => new(
        result.Run, result.StartedAt, result.Through, result.Planned, result.Sent, result.Others, result.IsInterrupted,
        result.Stored, result.DeadLettered, result.Lost, result.Unfinished, result.Wrong, result.Duplicates,
        Math.Round(result.SendRate, 2), Math.Round(result.DrainRate, 2),
        Math.Round(result.Duration.TotalMilliseconds), Latencies(result),
        result.Rates.Select(rate => rate with { PerSecond = Math.Round(rate.PerSecond, 2) }),
        result.Depth.Select(sample => sample with { Second = Math.Round(sample.Second, 3) }),
        result.Shares.Select(share => new ShareJson(
            share.Fault, share.Expected, share.Jobs, share.AsExpected,
            share.Otherwise.ToDictionary(end => end.End, end => end.Jobs, StringComparer.Ordinal))),
        result.Problems);

    // Without percentiles if nothing was stored.
    private static Dictionary<string, double> Latencies(LoadResult result)
    {
        (string Name, double Milliseconds)[] percentiles =
            result.Latency is { } all ? [("p50", all.P50), ("p90", all.P90), ("p99", all.P99), ("max", all.Max)] : [];
        return percentiles.Append(("resolution", result.LatencyResolution.TotalMilliseconds))
            .ToDictionary(pair => pair.Item1, pair => Math.Round(pair.Item2), StringComparer.Ordinal);
    }
}

internal sealed record ShareJson(string Fault, string Expected, int Jobs, int AsExpected, IReadOnlyDictionary<string, int> Otherwise);
