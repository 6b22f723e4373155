using System.Text.Encodings.Web;
using System.Text.Json;

namespace MmsQueue.Bench.Reports;

/// <summary>Reports as JSON: an object with one member per benchmark, which has one member per row.</summary>
internal static class ReportJson
{
    public static async Task WriteAsync(string file, IEnumerable<Report> reports)
    {
        await using var stream = File.Create(file);
        var options = new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        await using var json = new Utf8JsonWriter(stream, options);
        json.WriteStartObject();
        foreach (var report in reports)
        {
            json.WriteStartObject(report.Name);
            Write(json, report);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Report report)
    {
        json.WriteString("about", report.About);
        json.WriteStartObject("rows");
        foreach (var (name, cells) in report.Rows)
        {
            json.WriteStartObject(name);
            foreach (var (column, cell) in report.Columns.Zip(cells))
            {
                WriteCell(json, column, cell);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartArray("notes");
        report.Notes.ForEach(json.WriteStringValue);
        json.WriteEndArray();
        json.WriteStartArray("targets");
        foreach (var target in report.Targets)
        {
            json.WriteStartObject();
            json.WriteString("what", target.What);
            json.WriteNumber("value", Math.Round(target.Value, 4));
            json.WriteNumber(target.IsCeiling ? "atMost" : "atLeast", target.Limit);
            json.WriteBoolean("held", target.IsHeld);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("curves");
        foreach (var (name, points) in report.Curves)
        {
            json.WriteStartArray(name);
            foreach (var (x, y) in points)
            {
                json.WriteStartArray();
                json.WriteNumberValue(x);
                json.WriteNumberValue(Math.Round(y, 2));
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteCell(Utf8JsonWriter json, string column, Cell cell)
    {
        if (cell.Value is { } value && double.IsFinite(value))
        {
            json.WriteNumber(column, Math.Round(value, 4));
        }
        else if (cell.Text.Length > 0)
        {
            json.WriteString(column, cell.Text);
        }
    }
}
