namespace MmsQueue.Cli.Load;

/// <summary>How fast jobs were stored while about so many were still queued.</summary>
internal sealed record RateAtDepth(int Queued, double PerSecond);

/// <summary>Rates from the seconds at which jobs were stored, in ascending order.</summary>
internal static class Throughput
{
    private static readonly int[] Depths = [1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000];

    /// <summary>Jobs a second over the middle 80 %, so that neither the start nor a few late redeliveries count; 0 when there are too few.</summary>
    public static double Middle(IReadOnlyList<double> stored) => Between(stored, stored.Count / 10, (stored.Count - 1) * 9 / 10);

    /// <summary>Rates while the queue only drained: at each round depth that it had, 25 % more or less.</summary>
    public static IReadOnlyList<RateAtDepth> ByDepth(IReadOnlyList<double> stored, double sendingEnded)
    {
        var first = stored.TakeWhile(second => second < sendingEnded).Count();
        var deepest = stored.Count - first;
        return
        [
            .. Depths.Where(depth => depth <= deepest)
                .Select(depth => new RateAtDepth(depth, Between(stored, Math.Max(first, stored.Count - (depth * 5 / 4)), stored.Count - (depth * 3 / 4)))),
        ];
    }

    private static double Between(IReadOnlyList<double> stored, int from, int to) =>
        to > from && stored[to] > stored[from] ? (to - from) / (stored[to] - stored[from]) : 0;
}
