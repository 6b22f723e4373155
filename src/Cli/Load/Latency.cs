namespace MmsQueue.Cli.Load;

/// <summary>How long jobs took, in milliseconds. Each percentile is a measured latency (nearest rank).</summary>
internal sealed record Latency(double P50, double P90, double P99, double Max)
{
    /// <summary>Summarizes latencies in ascending order; null if there are none.</summary>
    public static Latency? Of(IReadOnlyList<double> sorted) =>
        sorted is [] ? null : new Latency(Percentile(sorted, 0.5), Percentile(sorted, 0.9), Percentile(sorted, 0.99), sorted[^1]);

    private static double Percentile(IReadOnlyList<double> sorted, double share) => sorted[(int)Math.Ceiling(sorted.Count * share) - 1];
}

/// <summary>One bar of a histogram: the number of values from one bound up to, but not including, the other.</summary>
internal sealed record Bin(double From, double To, int Count);

/// <summary>Counts latencies in bins of equal ratio, so that one chart can show milliseconds and minutes.</summary>
internal static class Histogram
{
    private const int BinsPerDecade = 10;

    /// <summary>All bins from the smallest value's to the largest's, including empty ones.</summary>
    public static IReadOnlyList<Bin> Of(IReadOnlyList<double> values)
    {
        if (values is [])
        {
            return [];
        }

        int[] places = [.. values.Select(value => (int)Math.Floor(Math.Log10(Math.Max(1, value)) * BinsPerDecade))];
        var first = places.Min();
        var counts = new int[places.Max() - first + 1];
        foreach (var place in places)
        {
            counts[place - first]++;
        }

        return [.. counts.Select((count, i) => new Bin(Edge(first + i), Edge(first + i + 1), count))];
    }

    private static double Edge(int place) => Math.Pow(10, (double)place / BinsPerDecade);
}
