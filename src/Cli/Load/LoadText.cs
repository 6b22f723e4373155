using System.Globalization;

namespace MmsQueue.Cli.Load;

/// <summary>The result as text.</summary>
internal static class LoadText
{
    public static void Write(Screen screen, LoadResult result)
    {
        screen.Table(["", "jobs"], Counts(result));
        screen.Table(
            ["fault", "expected", "jobs", "as expected", "otherwise"],
            [.. result.Shares.Select(share => share.Row)]);
        if (result.Others > 0)
        {
            screen.Answer($"other jobs  {Number(result.Others)} on the queue at the start, not counted");
        }

        screen.Answer($"send rate   {Rate(result.SendRate)}");
        screen.Answer($"drain rate  {Rate(result.DrainRate)} (middle 80 % of what was stored)");
        foreach (var rate in result.Rates)
        {
            screen.Answer($"  with {Number(rate.Queued)} queued: {Rate(rate.PerSecond)}");
        }

        screen.Answer(result.Latency is { } latency
            ? $"latency     p50 {Time(latency.P50)}, p90 {Time(latency.P90)}, p99 {Time(latency.P99)}, max {Time(latency.Max)} "
                + $"(to within {Time(result.LatencyResolution.TotalMilliseconds)})"
            : "latency     nothing was stored");
        foreach (var problem in result.Problems)
        {
            screen.Answer(problem);
        }

        screen.Answer(
            result.IsGood ? "Nothing lost: every job ended as expected."
            : result.IsInterrupted ?
                $"Interrupted: {Number(result.Sent)} of {Number(result.Planned)} sent, {Number(result.Stored)} stored (not verified), "
                + $"{Number(result.DeadLettered + result.Wrong)} ended differently, {Number(result.Unfinished)} left on the queue."
            : "FAILED: not every job ended as expected.");
    }

    /// <summary>A duration in a suitable unit.</summary>
    public static string Time(double milliseconds) => milliseconds switch
    {
        < 1000 => $"{milliseconds:0} ms",
        < 10_000 => $"{milliseconds / 1000:0.00} s",
        < 120_000 => $"{milliseconds / 1000:0.0} s",
        _ => $"{milliseconds / 60_000:0.0} min",
    };

    public static string Rate(double perSecond) => $"{perSecond:0.0}/s";

    public static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string[][] Counts(LoadResult result) =>
    [
        ["sent", Number(result.Sent)],
        .. result.Sent < result.Planned ? [["not sent", Number(result.Planned - result.Sent)]] : Array.Empty<string[]>(),
        ["stored", Number(result.Stored)],
        ["dead-lettered", Number(result.DeadLettered)],
        ["lost", Number(result.Lost)],
        .. result.Unfinished > 0 ? [["unfinished", Number(result.Unfinished)]] : Array.Empty<string[]>(),
        .. result.Wrong > 0 ? [["wrong", Number(result.Wrong)]] : Array.Empty<string[]>(),
        ["duplicates", Number(result.Duplicates)],
    ];
}
