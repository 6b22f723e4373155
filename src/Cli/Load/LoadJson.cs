using System.Text.Json.Serialization;

namespace MmsQueue.Cli.Load;

/// <summary>The result as JSON: durations in milliseconds, times in seconds since the first job was sent.</summary>
internal sealed record LoadJson(
    string Run, DateTimeOffset StartedAt, string Through, int Planned, int Sent, int OthersAtStart, bool Interrupted,
    int Stored, int DeadLettered, int Lost, int Unfinished, int Wrong, int Duplicates,
    double SendRate, double DrainRate, double DurationMs, LatencyJson LatencyMs,
    IEnumerable<RateAtDepth> RateByQueued, IEnumerable<DepthSample> Depth, IEnumerable<ShareJson> Shares, IReadOnlyList<string> Problems)
{
    public static LoadJson Of(LoadResult result) => new(
        result.Run, result.StartedAt, result.Through, result.Planned, result.Sent, result.Others, result.IsInterrupted,
        result.Stored, result.DeadLettered, result.Lost, result.Unfinished, result.Wrong, result.Duplicates,
        Math.Round(result.SendRate, 2), Math.Round(result.DrainRate, 2), Math.Round(result.Duration.TotalMilliseconds), LatencyJson.Of(result),
        result.Rates.Select(rate => rate with { PerSecond = Math.Round(rate.PerSecond, 2) }),
        result.Depth.Select(sample => sample with { Second = Math.Round(sample.Second, 3) }),
        result.Shares.Select(share => new ShareJson(
            share.Fault, share.Expected, share.Jobs, share.AsExpected, share.Otherwise.ToDictionary(end => end.End, end => end.Jobs, StringComparer.Ordinal))),
        result.Problems);
}

internal sealed record ShareJson(string Fault, string Expected, int Jobs, int AsExpected, IReadOnlyDictionary<string, int> Otherwise);

/// <summary>Percentiles, which are absent when nothing was stored.</summary>
internal sealed record LatencyJson(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? P50,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? P90,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? P99,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Max,
    double Resolution)
{
    public static LatencyJson Of(LoadResult result) => new(
        Rounded(result.Latency?.P50), Rounded(result.Latency?.P90), Rounded(result.Latency?.P99), Rounded(result.Latency?.Max),
        result.LatencyResolution.TotalMilliseconds);

    private static double? Rounded(double? milliseconds) => milliseconds is { } value ? Math.Round(value) : null;
}
