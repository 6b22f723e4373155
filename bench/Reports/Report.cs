namespace MmsQueue.Bench;

/// <summary>One benchmark's table, with what is to be said of it, what it is held to, and the curves behind its chart.</summary>
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

    /// <summary>A row of any columns.</summary>
    public void Add(string row, params Cell[] cells) => Rows.Add((row, cells));

    /// <summary>A row of a report of measurements: the samples in their unit, divided by <paramref name="scale"/>, and their ratio to a yardstick.</summary>
    public void Add(string row, Samples samples, string unit, (Ratio Ratio, string To)? yardstick = null, string format = "0.0", double scale = 1) => Add(
        row,
        Cell.Of(samples.Median / scale, format),
        Cell.Of(samples.At(0.1) / scale, format),
        Cell.Of(samples.At(0.9) / scale, format),
        unit,
        yardstick is { } known ? Cell.Of(known.Ratio) : "",
        yardstick?.To ?? "");

    public void Hold(string what, double value, double limit, bool isCeiling = true) => Targets.Add(new Target(what, value, limit, isCeiling));

    /// <summary>The number in a row's column; null when it is not there.</summary>
    public double? this[string row, string column] =>
        Rows.FindIndex(candidate => candidate.Name == row) is >= 0 and var index ? Rows[index].Cells[Array.IndexOf(columns, column)].Value : null;
}
