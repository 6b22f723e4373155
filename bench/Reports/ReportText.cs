namespace MmsQueue.Bench;

/// <summary>A report as it is printed: the table as Markdown has it, which is legible in a terminal too.</summary>
internal static class ReportText
{
    public static void Write(TextWriter output, Report report)
    {
        string[][] lines = [["", .. report.Columns], .. report.Rows.Select(row => (string[])[row.Name, .. row.Cells.Select(cell => cell.Text)])];
        int[] widths = [.. Enumerable.Range(0, lines[0].Length).Select(i => lines.Max(line => line[i].Length))];
        output.WriteLine($"{report.Name}: {report.About}");
        output.WriteLine();
        WriteLine(lines[0]);
        output.WriteLine($"|{string.Join('|', widths.Select((width, i) => i == 0 ? new string('-', width + 2) : new string('-', width + 1) + ":"))}|");
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

        void WriteLine(string[] cells) => output.WriteLine($"| {string.Join(" | ", cells.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i])))} |");
    }
}
