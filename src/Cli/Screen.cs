using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace MmsQueue.Cli;

/// <summary>Writes answers to stdout, and progress and errors to stderr: as text cut to the terminal's width, or as JSON.</summary>
internal sealed class Screen(TextWriter output, TextWriter error, bool json)
{
    private const string Gap = "  ";

    // For files and terminals, not for HTML: quotes and plus signs stay as they are.
    public static JavaScriptEncoder Plain => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public bool IsJson => json;

    /// <summary>Whether there is a terminal to prompt on.</summary>
    public static bool CanAsk => !Console.IsInputRedirected && !Console.IsErrorRedirected;

    /// <summary>Line width: COLUMNS, or the terminal's width; null when stdout is redirected.</summary>
    public static int? Width { get; } =
        CheckedOption.Whole(Environment.GetEnvironmentVariable("COLUMNS") ?? "", 20, 10_000) is { } columns ? columns
        : !Console.IsOutputRedirected && Console.WindowWidth >= 20 ? Console.WindowWidth
        : null;

    /// <summary>One line of the answer.</summary>
    public void Answer(string line) => output.WriteLine(line);

    /// <summary>The whole answer: one line, or one JSON object.</summary>
    public void Answer(string line, object answer) => output.WriteLine(json ? CliJson.Text(answer) : line);

    /// <summary>One line of progress, or a note.</summary>
    public void Say(string line) => error.WriteLine(json ? Json("note", line) : line);

    /// <summary>One line that explains a failure.</summary>
    public void Fail(string line) => error.WriteLine(json ? Json("error", line) : line);

    private static string Json(string name, string line) => $$"""{"{{name}}":"{{JsonEncodedText.Encode(line, Plain)}}"}""";

    /// <summary>The whole answer as one JSON object.</summary>
    public void AnswerJson(object answer) => output.WriteLine(CliJson.Text(answer));

    /// <summary>Rows under headings, one line each. On a narrow terminal, the column that may be cut is shortened.</summary>
    public void Table(string[] headings, IReadOnlyCollection<string[]> rows, int mayBeCut = -1)
    {
        string[][] lines = [headings, .. rows.Select(row => Array.ConvertAll(row, Clean))];
        var widths = Enumerable.Range(0, headings.Length).Select(i => lines.Max(line => line[i].Length)).ToArray();
        if (mayBeCut >= 0 && Width is { } width)
        {
            var others = widths.Where((_, i) => i != mayBeCut).Sum(other => other + Gap.Length);
            widths[mayBeCut] = Math.Clamp(width - others, 1, widths[mayBeCut]);
        }

        foreach (var (i, line) in lines.Index())
        {
            var text = string.Join(Gap, line.Select((cell, column) => Cut(cell, widths[column]).PadRight(widths[column]))).TrimEnd();
            if (i == 0 && !Console.IsOutputRedirected)
            {
                Terminal(output).Write(new Text(text + Environment.NewLine, new Style(decoration: Decoration.Bold)));
            }
            else
            {
                output.WriteLine(text);
            }
        }
    }

    /// <summary>Prompts; only y or yes confirms.</summary>
    public bool Confirm(string question)
    {
        error.Write(question + " [y/N] ");
        return Console.ReadLine()?.Trim().ToUpperInvariant() is "Y" or "YES";
    }

    /// <summary>Shows progress bars on stderr during the work, or occasional lines when stderr is not a terminal.</summary>
    public async Task<T> ProgressAsync<T>(Func<ProgressBoard, Task<T>> work)
    {
        if (Console.IsErrorRedirected)
        {
            return await work(new ProgressBoard(context: null, Say));
        }

        return await Terminal(error).Progress().AutoClear(true).HideCompleted(false)
            .Columns(
                new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RateColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new ProgressBoard(context, Say)));
    }

    // Text from a queue may contain terminal control characters.
    public static string Clean(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    private static string Cut(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";

    private static IAnsiConsole Terminal(TextWriter writer) =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
}
