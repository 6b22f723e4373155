using System.Text.Json;

namespace MmsQueue.Bench.Charts;

/// <summary>The reports that <c>bench --json</c> wrote.</summary>
internal sealed class ReportFile(JsonElement root)
{
    public static ReportFile Read(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        return new ReportFile(json.RootElement.Clone());
    }

    public bool Has(string report) => root.TryGetProperty(report, out _);

    /// <summary>The rows' names, in order.</summary>
    public IEnumerable<string> Rows(string report) => Member(report, "rows").EnumerateObject().Select(row => row.Name);

    /// <summary>A number in a row; 0 if there is none.</summary>
    public double Number(string report, string row, string column) =>
        Member(report, "rows").TryGetProperty(row, out var cells) && cells.TryGetProperty(column, out var value) ? value.GetDouble() : 0;

    public IReadOnlyList<(string Name, IReadOnlyList<(double X, double Y)> Points)> Curves(string report) =>
    [
        .. Member(report, "curves").EnumerateObject().Select(curve => (curve.Name, Points(curve.Value))),
    ];

    private static IReadOnlyList<(double X, double Y)> Points(JsonElement curve) =>
        [.. curve.EnumerateArray().Select(point => (point[0].GetDouble(), point[1].GetDouble()))];

    private JsonElement Member(string report, string name) => root.GetProperty(report).GetProperty(name);
}
