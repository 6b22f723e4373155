namespace MmsQueue.Bench.Reports;

/// <summary>The ratio of two measurements: the median over all rounds, and its 95 % confidence bounds.</summary>
internal sealed record Ratio(double Median, double Low, double High)
{
    /// <summary>Whether the rounds vary too much for the ratio to be meaningful.</summary>
    public bool IsNoisy => High - Low > 0.2 * Median;

    /// <summary>Compares round by round, so that a disturbance affects both sides.</summary>
    public static Ratio Of(Samples part, Samples yardstick)
    {
        double[] ratios = [.. part.Values.Zip(yardstick.Values, (a, b) => a / b).Order()];
        // The ranks that enclose a median with 95 % confidence for any distribution; with few rounds, the smallest and the largest.
        var rank = (int)Math.Max(0, (ratios.Length - (1.96 * Math.Sqrt(ratios.Length))) / 2);
        return new Ratio(ratios[(ratios.Length - 1) / 2], ratios[rank], ratios[^(rank + 1)]);
    }

    /// <summary>The inverse comparison.</summary>
    public Ratio Inverse() => new(1 / Median, 1 / High, 1 / Low);
}
