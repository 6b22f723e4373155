using System.Text.Json;

namespace MmsQueue.Cli.Tests;

/// <summary>dlq purge: written first, deleted after.</summary>
public sealed class PurgeTests(AwsFixture aws)
{
    [Fact]
    public async Task What_is_deleted_is_in_the_file_line_by_line()
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
    public async Task A_file_that_is_there_already_is_kept_and_so_are_the_letters()
    {
        using var stack = await TestStack.CreateAsync(aws);
        await stack.DieAsync("empty");
        await File.WriteAllTextAsync(Path.Combine(stack.Folder, "gone.jsonl"), "before", TestContext.Current.CancellationToken);

        var answer = await Mmsq.RunAsync(stack.Folder, "dlq", "purge", "--all", "--yes", "--file", "gone.jsonl");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("Nothing was deleted", answer.OneLine, StringComparison.Ordinal);
        Assert.Equal("before", await File.ReadAllTextAsync(Path.Combine(stack.Folder, "gone.jsonl"), TestContext.Current.CancellationToken));
        Assert.Equal((1, 0), await stack.DepthAsync(stack.DeadLetterQueueUrl));
    }
}
