namespace MmsQueue.Cli.Load;

/// <summary>How fast jobs were stored while about this many were queued.</summary>
internal sealed record RateAtDepth(int Queued, double PerSecond);

/// <summary>Computes rates from the times at which jobs were stored, in seconds and ascending order.</summary>
internal static class Throughput
{
    private static readonly int[] Depths = [1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000];

    /// <summary>Jobs per second over the middle 80 %, without the start and a few late redeliveries; 0 if there are too few.</summary>
    public static double Middle(IReadOnlyList<double> stored) => Between(stored, stored.Count / 10, (stored.Count - 1) * 9 / 10);

    /// <summary>Rates after sending ended, at each round depth that the queue had, plus or minus 25 %.</summary>
    public static IReadOnlyList<RateAtDepth> ByDepth(IReadOnlyList<double> stored, double sendingEnded)
    {
        var first = stored.TakeWhile(second => second < sendingEnded).Count();
        var deepest = stored.Count - first;
        return
        [
            .. Depths.Where(depth => depth <= deepest)
                .Select(depth => new RateAtDepth(
                    depth, Between(stored, Math.Max(first, stored.Count - (depth * 5 / 4)), stored.Count - (depth * 3 / 4)))),
        ];
    }

    private static double Between(IReadOnlyList<double> stored, int from, int to) =>
        to > from && stored[to] > stored[from] ? (to - from) / (stored[to] - stored[from]) : 0;
}
