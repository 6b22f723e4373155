namespace MmsQueue.Cli.Load.Report;

/// <summary>A linear axis from 0 with ticks at multiples of 1, 2 or 5 times a power of ten.</summary>
internal sealed record Axis(double Maximum, IReadOnlyList<double> Ticks)
{
    /// <summary>The shortest axis with at most five intervals that includes a value.</summary>
    public static Axis For(double value)
    {
        var least = Math.Max(value, 1e-3) / 5;
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        var step = power * (least / power) switch
        {
            <= 1 => 1,
            <= 2 => 2,
            <= 5 => 5,
            _ => 10,
        };
        var count = (int)Math.Ceiling(Math.Max(value, step) / step);
        return new Axis(step * count, [.. Enumerable.Range(0, count + 1).Select(i => i * step)]);
    }
}
