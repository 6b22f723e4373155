using System.Globalization;

namespace MmsQueue.Bench;

/// <summary>A table's cell: what is printed, and the number behind it, if there is one.</summary>
internal readonly record struct Cell(string Text, double? Value = null)
{
    public static implicit operator Cell(string text) => new(text);

    public static Cell Of(double value, string format = "0.0") => new(value.ToString(format, CultureInfo.InvariantCulture), value);

    /// <summary>A ratio with its bounds; one that the spread makes meaningless says so.</summary>
    public static Cell Of(Ratio ratio) => new(
        string.Create(CultureInfo.InvariantCulture, $"{ratio.Median:0.00} ({ratio.Low:0.00}–{ratio.High:0.00}){(ratio.IsNoisy ? " too noisy" : "")}"),
        ratio.Median);
}
