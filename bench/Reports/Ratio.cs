namespace MmsQueue.Bench;

/// <summary>How many times as much one thing is as another: the median over the rounds that both were measured in, and where it lies with 95 %.</summary>
internal sealed record Ratio(double Median, double Low, double High)
{
    /// <summary>Whether the rounds differ so much that the number says little.</summary>
    public bool IsNoisy => High - Low > 0.2 * Median;

    /// <summary>Compares round by round, so that what disturbs a round disturbs both.</summary>
    public static Ratio Of(Samples part, Samples yardstick)
    {
        double[] ratios = [.. part.Values.Zip(yardstick.Values, (a, b) => a / b).Order()];
        // Ranks between which a median lies with 95 %, whatever the distribution; few rounds leave the smallest and the largest.
        var rank = (int)Math.Max(0, (ratios.Length - (1.96 * Math.Sqrt(ratios.Length))) / 2);
        return new Ratio(ratios[(ratios.Length - 1) / 2], ratios[rank], ratios[^(rank + 1)]);
    }

    /// <summary>The same comparison the other way round.</summary>
    public Ratio Inverse() => new(1 / Median, 1 / High, 1 / Low);
}
