using System.Globalization;

namespace MmsQueue.Bench.Reports;

/// <summary>A table's cell: its text, and the number behind it, if any.</summary>
internal readonly record struct Cell(string Text, double? Value = null)
{
    public static implicit operator Cell(string text) => new(text);

    public static Cell Of(double value, string format = "0.0") => new(value.ToString(format, CultureInfo.InvariantCulture), value);

    /// <summary>A ratio with its bounds, marked if it varies too much.</summary>
    public static Cell Of(Ratio ratio) => new(
        $"{ratio.Median:0.00} ({ratio.Low:0.00}–{ratio.High:0.00}){(ratio.IsNoisy ? " too noisy" : "")}",
        ratio.Median);
}
