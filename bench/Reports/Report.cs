namespace MmsQueue.Bench.Reports;

/// <summary>One benchmark's table, notes and targets, and the curves of its chart.</summary>
internal sealed class Report(string name, string about, params string[] columns)
{
    /// <summary>The columns of a report of measurements.</summary>
    public static readonly string[] Measured = ["median", "p10", "p90", "unit", "ratio", "to"];

    public string Name => name;

    public string About => about;

    public IReadOnlyList<string> Columns => columns;

    public List<(string Name, Cell[] Cells)> Rows { get; } = [];

    public List<string> Notes { get; } = [];

    public List<Target> Targets { get; } = [];

    public List<(string Name, IReadOnlyList<(double X, double Y)> Points)> Curves { get; } = [];

    public bool IsHeld => Targets.TrueForAll(target => target.IsHeld);

    /// <summary>Adds a row with any columns.</summary>
    public void Add(string row, params Cell[] cells) => Rows.Add((row, cells));

    /// <summary>Adds a row of measurements: the samples divided by <paramref name="scale"/>, and their ratio to a yardstick.</summary>
    public void Add(
        string row, Samples samples, string unit, (Ratio Ratio, string To)? yardstick = null, string format = "0.0", double scale = 1)
    {
        var (median, low, high) = (samples.Median / scale, samples.At(0.1) / scale, samples.At(0.9) / scale);
        var ratio = yardstick is { } known ? Cell.Of(known.Ratio) : "";
        Add(row, Cell.Of(median, format), Cell.Of(low, format), Cell.Of(high, format), unit, ratio, yardstick?.To ?? "");
    }

    public void Hold(string what, double value, double limit, bool isCeiling = true) =>
        Targets.Add(new Target(what, value, limit, isCeiling));

    /// <summary>The number in a row's column; null if there is none.</summary>
    public double? this[string row, string column] =>
        Rows.Find(candidate => candidate.Name == row).Cells?[Array.IndexOf(columns, column)].Value;
}
