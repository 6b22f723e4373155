using System.Text.Json;

namespace MmsQueue.Cli.Tests;

/// <summary>Wrong usage of each command is reported in one line, exit code 2.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("argument 'FILE' missing for command: 'send'", "send")]
    [InlineData("nowhere.jpg does not exist", "send", "nowhere.jpg")]
    [InlineData("--bogus", "status", "--bogus")]
    [InlineData("maybe is not one of malformed-job", "dlq", "list", "--reason", "maybe")]
    [InlineData("yesterday is not a time", "dlq", "list", "--since", "yesterday")]
    [InlineData("0 is not a whole number from 1", "dlq", "list", "--limit", "0")]
    [InlineData("MM or SM", "dlq", "list", "--message-sid", "MM12")]
    [InlineData("argument 'ID' missing for command: 'show'", "dlq", "show")]
    [InlineData("Which letters?", "dlq", "replay", "--yes")]
    [InlineData("leave out --all or the filter", "dlq", "replay", "--yes", "--all", "--reason", "empty")]
    [InlineData("is not a number per second", "dlq", "replay", "--all", "--rate", "fast")]
    [InlineData("has no filter", "dlq", "replay", "--server-side", "--reason", "empty", "--yes")]
    [InlineData("has no filter", "dlq", "replay", "--server-side", "--max", "3", "--yes")]
    [InlineData("cannot list letters in advance", "dlq", "replay", "--server-side", "--dry-run")]
    [InlineData("from 1 to 500", "dlq", "replay", "--server-side", "--rate", "501", "--yes")]
    [InlineData("--yes", "dlq", "replay", "--server-side")]
    [InlineData("Which letters?", "dlq", "purge", "--yes")]
    [InlineData("500d is more than 400 days, and Twilio keeps messages no longer", "reconcile", "--since", "500d", "--yes")]
    [InlineData("2026-11-22 is not an age such as 90m", "reconcile", "--since", "2026-11-22", "--yes")]
    [InlineData("give a longer --since or a shorter --until", "reconcile", "--since", "15m", "--yes")]
    [InlineData("+ and 7 to 15 digits", "reconcile", "--number", "anybody", "--yes")]
    [InlineData("is not a number per second", "reconcile", "--rate", "0", "--yes")]
    [InlineData("without a terminal: give --yes, or preview with --dry-run", "reconcile", "--reply")]
    [InlineData("--dry-run", "dlq", "purge", "--all", "--dead-letter-queue-url", "http://127.0.0.1:1/1/d")]
    public async Task Wrong_usage_is_explained_in_one_line(string says, params string[] arguments)
    {
        var answer = await Mmsq.RunAsync(Path.GetTempPath(), [.. arguments, .. Queues(arguments)]);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Output));
        Assert.Contains(says, answer.OneLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mmsq dlq list")]
    [InlineData("mmsq dlq show", "dlq")]
    [InlineData("mmsq reconcile --dry-run")]
    [InlineData("mmsq reconcile --since 12h --reply --yes", "reconcile", "--help")]
    [InlineData("mmsq load --", "load", "--help")]
    public async Task Without_a_command_or_with_help_it_prints_help_with_examples(string example, params string[] arguments)
    {
        var answer = await Mmsq.RunAsync(Path.GetTempPath(), arguments);

        Assert.Equal((0, ""), (answer.ExitCode, answer.Errors));
        Assert.Contains(example, answer.Output[answer.Output.IndexOf("Examples:", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("send")]
    [InlineData("status")]
    [InlineData("dlq")]
    [InlineData("dlq", "replay")]
    [InlineData("reconcile")]
    [InlineData("load")]
    public async Task Help_lists_each_option_once_and_fits_into_80_columns(params string[] command)
    {
        await using var mmsq = Mmsq.Start(Path.GetTempPath(), [("COLUMNS", "80")], [.. command, "--help"]);
        var answer = await mmsq.EndAsync();

        var options = answer.Output.Split('\n').Where(line => line.StartsWith("  -", StringComparison.Ordinal))
            .Select(line => line.Trim().Split(' ')[0]).ToList();
        Assert.NotEmpty(options);
        Assert.Equal(options.Count, options.Distinct(StringComparer.Ordinal).Count());
        Assert.All(answer.Output.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 80));
    }

    [Theory]
    [InlineData("Did you mean status?", "statsu")]
    [InlineData("Did you mean replay?", "dlq", "replya")]
    [InlineData("Did you mean --json?", "status", "--jsno")]
    [InlineData("Did you mean --reason?", "dlq", "list", "--reson", "empty")]
    [InlineData("'frobnicate'. Usage: mmsq --help", "frobnicate")]
    public async Task A_mistyped_command_or_option_gets_a_suggestion(string says, params string[] arguments)
    {
        var answer = await Mmsq.RunAsync(Path.GetTempPath(), arguments);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Output));
        Assert.Contains(says, answer.OneLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "Start it with dotnet run", "status", "--json")]
    [InlineData(1, "Start it with dotnet run", "dlq", "list", "--json")]
    [InlineData(1, "Start it with dotnet run", "load", "--json")]
    [InlineData(2, "--bogus", "status", "--json", "--bogus")]
    [InlineData(2, "Which letters?", "dlq", "replay", "--yes", "--json")]
    [InlineData(2, "from 1 to 1000000", "load", "--messages", "0", "--json")]
    public async Task With_JSON_an_error_is_an_object_on_stderr_with_the_same_exit_code(
        int exitCode, string says, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("mmsq-json-");

        var answer = await Mmsq.RunAsync(folder.FullName, [.. arguments, .. Queues(arguments)]);

        folder.Delete();
        Assert.Equal((exitCode, ""), (answer.ExitCode, answer.Output));
        using var json = JsonDocument.Parse(answer.OneLine);
        Assert.Contains(says, json.RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    private static string[] Queues(string[] arguments) => !arguments.Contains("replay") ? []
        : ["--queue-url", "http://127.0.0.1:1/1/q", "--dead-letter-queue-url", "http://127.0.0.1:1/1/d"];
}
