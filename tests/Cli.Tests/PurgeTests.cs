using System.Text.Json;

namespace MmsQueue.Cli.Tests;

/// <summary>dlq purge, which writes letters to a file before deleting them.</summary>
public sealed class PurgeTests(AwsFixture aws)
{
    [Fact]
    public async Task Deleted_letters_are_in_the_file_line_by_line()
    {
        using var stack = await TestStack.CreateAsync(aws);
        await stack.DieAsync("empty", 12);
        await stack.DieAsync("not-found");

        var answer = await Mmsq.RunAsync(stack.Folder, "dlq", "purge", "--reason", "empty", "--yes", "--file", "gone.jsonl");

        Assert.Equal((0, "Deleted 12 of 12 dead letters (empty 12). Saved to gone.jsonl.\n"), (answer.ExitCode, answer.Output));
        var lines = await File.ReadAllLinesAsync(Path.Combine(stack.Folder, "gone.jsonl"), TestContext.Current.CancellationToken);
        Assert.Equal(12, lines.Length);
        Assert.All(lines, line =>
        {
            using var json = JsonDocument.Parse(line);
            Assert.Equal("empty", json.RootElement.GetProperty("reason").GetString());
            Assert.NotEmpty(json.RootElement.GetProperty("body").GetString()!);
        });
        Assert.Equal((1, 0), await stack.DepthAsync(stack.DeadLetterQueueUrl));
    }

    [Fact]
    public async Task An_existing_file_is_not_overwritten_and_no_letter_is_deleted()
    {
        using var stack = await TestStack.CreateAsync(aws);
        await stack.DieAsync("empty");
        var file = Path.Combine(stack.Folder, "gone.jsonl");
        await File.WriteAllTextAsync(file, "before", TestContext.Current.CancellationToken);

        var answer = await Mmsq.RunAsync(stack.Folder, "dlq", "purge", "--all", "--yes", "--file", "gone.jsonl");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("Nothing was deleted", answer.OneLine, StringComparison.Ordinal);
        Assert.Equal("before", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal((1, 0), await stack.DepthAsync(stack.DeadLetterQueueUrl));
    }
}
