namespace MmsQueue.Cli.Tests;

/// <summary>Wrong usage of each command is told in one line, exit 2.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("argument missing for command: 'send'", "send")]
    [InlineData("there is no file nowhere.jpg", "send", "nowhere.jpg")]
    [InlineData("--bogus", "status", "--bogus")]
    [InlineData("maybe is not one of malformed-job", "dlq", "list", "--reason", "maybe")]
    [InlineData("yesterday is not a time", "dlq", "list", "--since", "yesterday")]
    [InlineData("0 is no whole number from 1", "dlq", "list", "--limit", "0")]
    [InlineData("MM or SM", "dlq", "list", "--message-sid", "MM12")]
    [InlineData("argument missing for command: 'show'", "dlq", "show")]
    [InlineData("Which ones?", "dlq", "replay", "--yes")]
    [InlineData("leave it out, or the filter", "dlq", "replay", "--yes", "--all", "--reason", "empty")]
    [InlineData("no number a second", "dlq", "replay", "--all", "--rate", "fast")]
    [InlineData("knows no filter", "dlq", "replay", "--server-side", "--reason", "empty", "--yes")]
    [InlineData("knows no filter", "dlq", "replay", "--server-side", "--max", "3", "--yes")]
    [InlineData("nothing to list beforehand", "dlq", "replay", "--server-side", "--dry-run")]
    [InlineData("from 1 to 500", "dlq", "replay", "--server-side", "--rate", "501", "--yes")]
    [InlineData("--yes", "dlq", "replay", "--server-side")]
    [InlineData("Which ones?", "dlq", "purge", "--yes")]
    [InlineData("--dry-run", "dlq", "purge", "--all", "--queue-url", "http://127.0.0.1:1/1/q", "--dead-letter-queue-url", "http://127.0.0.1:1/1/d")]
    public async Task Wrong_usage_is_one_line_that_says_what_is_wrong(string says, params string[] arguments)
    {
        var stack = arguments.Contains("replay") ? (string[])["--queue-url", "http://127.0.0.1:1/1/q", "--dead-letter-queue-url", "http://127.0.0.1:1/1/d"] : [];

        var answer = await Mmsq.RunAsync(Path.GetTempPath(), [.. arguments, .. stack]);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Output));
        Assert.Contains(says, answer.OneLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_command_at_all_is_wrong_usage()
    {
        var answer = await Mmsq.RunAsync(Path.GetTempPath());

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("Required command was not provided", answer.OneLine, StringComparison.Ordinal);
    }
}
