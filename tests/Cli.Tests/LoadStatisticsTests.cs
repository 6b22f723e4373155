using MmsQueue.Cli.Load;

namespace MmsQueue.Cli.Tests;

/// <summary>The statistics of a load test.</summary>
public sealed class LoadStatisticsTests
{
    [Fact]
    public void A_percentile_is_a_measured_latency()
    {
        double[] latencies = [.. Enumerable.Range(1, 200).Select(i => (double)i)];

        Assert.Equal(new Latency(100, 180, 198, 200), Latency.Of(latencies));
        Assert.Equal(new Latency(7, 7, 7, 7), Latency.Of([7]));
        Assert.Null(Latency.Of([]));
    }

    [Fact]
    public void The_histogram_counts_every_value_once_in_adjacent_bins()
    {
        double[] values = [0, 0.5, 1, 3, 99, 100, 101, 60_000];

        var bins = Histogram.Of(values);

        Assert.Equal(values.Length, bins.Sum(bin => bin.Count));
        Assert.Equal((1.0, 3), (bins[0].From, bins[0].Count));
        Assert.All(bins.Zip(bins.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
        Assert.InRange(60_000, bins[^1].From, bins[^1].To);
        Assert.Empty(Histogram.Of([]));
    }

    [Fact]
    public void The_drain_rate_ignores_a_late_redelivery()
    {
        double[] stored = [.. Enumerable.Range(0, 100).Select(i => i / 10.0), 500];

        Assert.Equal(10, Throughput.Middle(stored), tolerance: 1e-6);
        Assert.Equal(0, Throughput.Middle([1]));
        Assert.Equal(0, Throughput.Middle([]));
    }

    [Fact]
    public void Rates_are_reported_for_the_queues_depths_after_sending_ended()
    {
        // 100 per second; sending ends at the 500th of 3,000.
        double[] stored = [.. Enumerable.Range(0, 3000).Select(i => i / 100.0)];

        var rates = Throughput.ByDepth(stored, sendingEnded: 5);

        Assert.Equal([1000, 2000], rates.Select(rate => rate.Queued));
        Assert.All(rates, rate => Assert.Equal(100, rate.PerSecond, tolerance: 1e-6));
    }
}
