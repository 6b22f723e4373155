using Amazon.SQS.Model;

namespace MmsQueue.Cli.Tests;

/// <summary>dlq replay: what it moves, what stays, and what remains when it is interrupted.</summary>
public sealed class ReplayTests(AwsFixture aws)
{
    [Fact]
    public async Task Only_matching_letters_are_replayed()
    {
        using var stack = await TestStack.CreateAsync(aws);
        await stack.DieAsync("not-found", 20);
        await stack.DieAsync("unauthorized", 5);

        var answer = await Mmsq.RunAsync(stack.Folder, "dlq", "replay", "--reason", "unauthorized", "--yes");

        Assert.Equal((0, "Replayed 5 of 5 dead letters (unauthorized 5).\n"), (answer.ExitCode, answer.Output));
        Assert.Equal((5, 0), await stack.DepthAsync(stack.MediaQueueUrl));
        Assert.Equal((20, 0), await stack.DepthAsync(stack.DeadLetterQueueUrl));
    }

    [Fact]
    public async Task A_replayed_job_keeps_its_attributes_drops_the_failures_and_counts_the_replay()
    {
        using var stack = await TestStack.CreateAsync(aws);
        var request = new SendMessageRequest(stack.DeadLetterQueueUrl, "the body")
        {
            MessageAttributes = new(StringComparer.Ordinal)
            {
                ["FailureReason"] = new() { DataType = "String", StringValue = "unauthorized" },
                ["FirstReceivedAt"] = new() { DataType = "String", StringValue = "2026-11-22T10:00:00.000Z" },
                ["ReplayCount"] = new() { DataType = "Number", StringValue = "2" },
                ["Other"] = new() { DataType = "String", StringValue = "kept" },
            },
        };
        await aws.Sqs.SendMessageAsync(request, TestContext.Current.CancellationToken);

        await Mmsq.RunAsync(stack.Folder, "dlq", "replay", "--all", "--yes");

        var replayed = Assert.Single(await stack.ReplayedAsync());
        Assert.Equal("the body", replayed.Body);
        Assert.Equal(
            ["FirstReceivedAt=2026-11-22T10:00:00.000Z", "Other=kept", "ReplayCount=3"],
            replayed.MessageAttributes.Select(attribute => $"{attribute.Key}={attribute.Value.StringValue}").Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task Letters_moved_by_SQS_itself_are_replayed_as_no_reason()
    {
        using var stack = await TestStack.CreateAsync(aws);
        await stack.DieAsync(reason: null);
        await stack.DieAsync("empty");

        var answer = (await Mmsq.RunAsync(stack.Folder, "dlq", "replay", "--reason", "no-reason", "--yes", "--json")).Json;

        Assert.Equal(1, answer.GetProperty("replayed").GetInt32());
        Assert.Equal("1", Assert.Single(await stack.ReplayedAsync()).MessageAttributes["ReplayCount"].StringValue);
    }

    [Fact]
    public async Task A_dry_run_only_lists_the_letters()
    {
        using var stack = await TestStack.CreateAsync(aws);
        await stack.DieAsync("not-found", 3);

        var text = await Mmsq.RunAsync(stack.Folder, "dlq", "replay", "--all", "--dry-run");
        var json = (await Mmsq.RunAsync(stack.Folder, "dlq", "replay", "--all", "--max", "2", "--dry-run", "--json")).Json;

        Assert.EndsWith(
            "Selected: 3 dead letters (not-found 3). Nothing was changed (--dry-run).\n", text.Output, StringComparison.Ordinal);
        Assert.Equal(2, json.GetProperty("ids").GetArrayLength());
        Assert.Equal((3, 0), await stack.DepthAsync(stack.DeadLetterQueueUrl));
        Assert.Equal((0, 0), await stack.DepthAsync(stack.MediaQueueUrl));
    }

    [Fact]
    public async Task Letters_are_replayed_by_ID_or_up_to_a_maximum()
    {
        using var stack = await TestStack.CreateAsync(aws);
        var ids = await stack.DieAsync("not-found", 5);

        await Mmsq.RunAsync(stack.Folder, "dlq", "replay", "--id", ids[2], "--yes");
        var left = await ListedAsync(stack);
        var some = await Mmsq.RunAsync(stack.Folder, "dlq", "replay", "--all", "--max", "3", "--yes");

        Assert.Equal(ids.Except([ids[2]], StringComparer.Ordinal).Order(StringComparer.Ordinal), left.Order(StringComparer.Ordinal));
        Assert.Equal("Replayed 3 of 3 dead letters (not-found 3).\n", some.Output);
        Assert.Equal([left[3]], await ListedAsync(stack));
    }

    [Fact]
    public async Task Ctrl_C_ends_a_replay_reports_progress_and_releases_the_rest()
    {
        using var stack = await TestStack.CreateAsync(aws);
        await stack.DieAsync("not-found", 30);
        await using var mmsq = Mmsq.Start(stack.Folder, "dlq", "replay", "--all", "--yes", "--rate", "0.1", "--json");
        await StartedAsync(stack);

        mmsq.Signal("-INT");
        var answer = await mmsq.EndAsync();

        var replayed = answer.Json.GetProperty("replayed").GetInt32();
        Assert.Equal(1, answer.ExitCode);
        Assert.True(answer.Json.GetProperty("interrupted").GetBoolean());
        Assert.Equal((replayed, 0), await stack.DepthAsync(stack.MediaQueueUrl));
        Assert.Equal((30 - replayed, 0), await stack.DepthAsync(stack.DeadLetterQueueUrl));
    }

    [Fact]
    public async Task A_replay_that_is_killed_and_run_again_loses_nothing()
    {
        using var stack = await TestStack.CreateAsync(aws);
        await stack.DieAsync("not-found", 30);
        await using var mmsq = Mmsq.Start(stack.Folder, "dlq", "replay", "--all", "--yes", "--rate", "0.1");
        await StartedAsync(stack);
        mmsq.Signal("-KILL");
        await mmsq.EndAsync();

        // The killed process's letters return when their hold ends.
        var held = await Mmsq.RunAsync(stack.Folder, "dlq", "replay", "--all", "--yes");
        Assert.Contains("return within 60 s", held.Errors, StringComparison.Ordinal);
        while (await stack.DepthAsync(stack.DeadLetterQueueUrl) is not (0, 0))
        {
            Assert.Equal(0, (await Mmsq.RunAsync(stack.Folder, "dlq", "replay", "--all", "--yes")).ExitCode);
        }

        Assert.Equal(30, (await stack.ReplayedAsync()).DistinctBy(message => message.Body, StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Without_a_terminal_or_yes_it_changes_nothing_and_names_the_option()
    {
        using var stack = await TestStack.CreateAsync(aws);
        await stack.DieAsync("not-found");

        var answer = await Mmsq.RunAsync(stack.Folder, "dlq", "replay", "--all");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("--yes", answer.OneLine, StringComparison.Ordinal);
        Assert.Equal((1, 0), await stack.DepthAsync(stack.DeadLetterQueueUrl));
    }

    // In the list's own order, because letters of the same millisecond have no other.
    private static async Task<string?[]> ListedAsync(TestStack stack)
    {
        var answer = await Mmsq.RunAsync(stack.Folder, "dlq", "list", "--json");
        return [.. answer.Json.GetProperty("letters").EnumerateArray().Select(letter => letter.GetProperty("id").GetString())];
    }

    private static async Task StartedAsync(TestStack stack)
    {
        while ((await stack.DepthAsync(stack.MediaQueueUrl)).Visible == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }
    }
}
