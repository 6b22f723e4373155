namespace MmsQueue.Bench.Reports;

/// <summary>Prints a report as a Markdown table, which is also legible in a terminal.</summary>
internal static class ReportText
{
    public static void Write(TextWriter output, Report report)
    {
        var rows = report.Rows.Select(row => (string[])[row.Name, .. row.Cells.Select(cell => cell.Text)]);
        string[][] lines = [["", .. report.Columns], .. rows];
        int[] widths = [.. Enumerable.Range(0, lines[0].Length).Select(i => lines.Max(line => line[i].Length))];
        output.WriteLine($"{report.Name}: {report.About}");
        output.WriteLine();
        WriteLine(lines[0]);
        output.WriteLine($"|{string.Join('|', widths.Select((width, i) => new string('-', width + 1) + (i == 0 ? "-" : ":")))}|");
        foreach (var line in lines[1..])
        {
            WriteLine(line);
        }

        output.WriteLine();
        foreach (var line in (IEnumerable<string>)[.. report.Notes, .. report.Targets.Select(target => target.ToString())])
        {
            output.WriteLine(line);
        }

        output.WriteLine();

        void WriteLine(string[] cells)
        {
            var padded = cells.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]));
            output.WriteLine($"| {string.Join(" | ", padded)} |");
        }
    }
}
