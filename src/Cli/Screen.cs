using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace MmsQueue.Cli;

/// <summary>Where answers (stdout) and progress (stderr) go: tables and bars on a terminal, plain lines otherwise, JSON when asked for.</summary>
internal sealed class Screen(TextWriter output, TextWriter error, bool json)
{
    // For files and terminals, not for HTML: quotes and plus signs stay what they are.
    public static JavaScriptEncoder Plain => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public bool IsJson => json;

    /// <summary>Whether somebody is there to be asked.</summary>
    public static bool CanAsk => !Console.IsInputRedirected && !Console.IsErrorRedirected;

    /// <summary>One line of the answer.</summary>
    public void Answer(string line) => output.WriteLine(line);

    /// <summary>One line of progress, or of what went wrong.</summary>
    public void Say(string line) => error.WriteLine(line);

    /// <summary>The whole answer as one JSON object.</summary>
    public void AnswerJson(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = Plain }))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    /// <summary>Rows under headings; on a terminal as a table, else in columns of plain text, so that grep and awk can read them.</summary>
    public void Table(string[] headings, IReadOnlyCollection<string[]> rows)
    {
        if (Console.IsOutputRedirected)
        {
            Columns(headings, rows);
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumns(Array.ConvertAll(headings, Markup.Escape));
        foreach (var row in rows)
        {
            table.AddRow(Array.ConvertAll(row, cell => Markup.Escape(Clean(cell))));
        }

        Terminal(output).Write(table);
    }

    /// <summary>Asks; only a plain yes counts.</summary>
    public bool Confirm(string question)
    {
        error.Write(question + " [y/N] ");
        return Console.ReadLine()?.Trim().ToUpperInvariant() is "Y" or "YES";
    }

    /// <summary>Shows bars on stderr while the work is done; lines now and then when that is no terminal.</summary>
    public async Task<T> ProgressAsync<T>(Func<ProgressBoard, Task<T>> work)
    {
        if (Console.IsErrorRedirected)
        {
            return await work(new ProgressBoard(context: null, Say));
        }

        return await Terminal(error).Progress().AutoClear(true).HideCompleted(false)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RateColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new ProgressBoard(context, Say)));
    }

    private void Columns(string[] headings, IReadOnlyCollection<string[]> rows)
    {
        string[][] lines = [headings, .. rows];
        var widths = Enumerable.Range(0, headings.Length).Select(i => lines.Max(line => Clean(line[i]).Length)).ToArray();
        foreach (var line in lines)
        {
            output.WriteLine(string.Join("  ", line.Select((cell, i) => Clean(cell).PadRight(widths[i]))).TrimEnd());
        }
    }

    // What comes from a queue may hold what a terminal would obey.
    public static string Clean(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    private static IAnsiConsole Terminal(TextWriter writer) => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
}
