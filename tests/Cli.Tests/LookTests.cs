using System.Text.Json;
using System.Text.RegularExpressions;

namespace MmsQueue.Cli.Tests;

/// <summary>dlq list, dlq show and status, which change nothing.</summary>
public sealed class LookTests(AwsFixture aws)
{
    [Fact]
    public async Task A_list_starts_with_a_summary_by_reason_and_has_every_letter_once()
    {
        using var stack = await TestStack.CreateAsync(aws);
        await stack.DieAsync("not-found", 23);
        await stack.DieAsync("unauthorized", 5);
        await stack.DieAsync(reason: null);

        var answer = await Mmsq.RunAsync(stack.Folder, "dlq", "list");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Errors));
        var lines = answer.Output.Split('\n');
        Assert.Matches("^REASON +COUNT", lines[0]);
        Assert.Matches("^not-found +23", lines[1]);
        Assert.Matches("^unauthorized +5", lines[2]);
        Assert.Matches("^no-reason +1", lines[3]);
        Assert.Equal(29 + 6, lines.Length - 1);
    }

    [Fact]
    public async Task After_a_list_every_message_is_visible_again()
    {
        using var stack = await TestStack.CreateAsync(aws);
        await stack.DieAsync("not-found", 25);

        var first = (await Mmsq.RunAsync(stack.Folder, "dlq", "list", "--json")).Json;
        var second = (await Mmsq.RunAsync(stack.Folder, "dlq", "list", "--json")).Json;

        Assert.Equal((25, 0), await stack.DepthAsync(stack.DeadLetterQueueUrl));
        Assert.Equal(first.GetRawText(), second.GetRawText());
    }

    [Fact]
    public async Task A_list_is_filtered_and_limited()
    {
        using var stack = await TestStack.CreateAsync(aws);
        await stack.DieAsync("not-found", 3);
        await stack.DieAsync("unauthorized", 4);

        var some = await ListAsync("--reason", "unauthorized", "--since", "1h", "--limit", "2");
        var none = await ListAsync("--until", "1h");
        var one = await ListAsync("--message-sid", some.GetProperty("letters")[0].GetProperty("messageSid").GetString()!);

        Assert.Equal((4, 2), (some.GetProperty("count").GetInt32(), some.GetProperty("letters").GetArrayLength()));
        Assert.Equal(0, none.GetProperty("count").GetInt32());
        Assert.Equal(1, one.GetProperty("count").GetInt32());

        async Task<JsonElement> ListAsync(params string[] options) =>
            (await Mmsq.RunAsync(stack.Folder, ["dlq", "list", "--json", .. options])).Json;
    }

    [Fact]
    public async Task A_letter_is_shown_in_full_by_its_ID_prefix()
    {
        using var stack = await TestStack.CreateAsync(aws);
        var id = (await stack.DieAsync("too-large", replays: 2))[0];

        var text = await Mmsq.RunAsync(stack.Folder, "dlq", "show", id[..13]);
        var json = (await Mmsq.RunAsync(stack.Folder, "dlq", "show", id, "--json")).Json;

        Assert.Contains(id, text.Output, StringComparison.Ordinal);
        Assert.Contains("\"messageSid\"", text.Output, StringComparison.Ordinal);
        Assert.Equal("too-large", json.GetProperty("reason").GetString());
        Assert.Equal((3, 2), (json.GetProperty("receives").GetInt32(), json.GetProperty("replays").GetInt32()));
        using var job = JsonDocument.Parse(json.GetProperty("body").GetString()!);
        Assert.Equal(json.GetProperty("messageSid").GetString(), job.RootElement.GetProperty("messageSid").GetString());
    }

    [Fact]
    public async Task In_80_columns_a_list_has_one_line_per_letter_with_a_short_time_and_SID()
    {
        using var stack = await TestStack.CreateAsync(aws);
        var ids = await stack.DieAsync("unsupported-version", 3);

        await using var mmsq = Mmsq.Start(stack.Folder, [("COLUMNS", "80")], "dlq", "list");
        var lines = (await mmsq.EndAsync()).Output.TrimEnd().Split('\n');

        Assert.Equal(4 + ids.Length, lines.Length);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.All(lines[4..], line => Assert.Matches(
            "^[0-9]{2}-[0-9]{2} [0-9:]{8}  [0-9a-f]{8}  MM[0-9a-f]{6}…  0  unsupported-version  GET answered", line));
        Assert.Equal(
            ids.Select(id => id[..8]).Order(StringComparer.Ordinal),
            lines[4..].Select(line => line[16..24]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_letter_is_shown_with_its_link_readable_times_and_no_repetition()
    {
        using var stack = await TestStack.CreateAsync(aws);
        var id = (await stack.DieAsync("too-large"))[0];

        var answer = await Mmsq.RunAsync(stack.Folder, "dlq", "show", id);
        var lines = answer.Output.Split('\n').TakeWhile(line => line.Length > 0).ToList();

        var link = Assert.Single(lines, line => line.StartsWith("LINK ", StringComparison.Ordinal));
        Assert.EndsWith(" https://links.example/media/a/b.jpg", link, StringComparison.Ordinal);
        Assert.DoesNotContain(lines, line => Regex.IsMatch(line, " [0-9]{13}$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.Single(lines, line => line.EndsWith(" too-large", StringComparison.Ordinal));
        Assert.Single(lines, line => line.Contains("what it answered", StringComparison.Ordinal));
        Assert.Single(lines, line => line.Contains("2026-11-22T10:00:00", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Control_characters_do_not_reach_the_terminal()
    {
        using var stack = await TestStack.CreateAsync(aws);
        var id = (await stack.DieAsync("malformed-job", body: "no job, \t but \u007f\u009b31m"))[0];

        var answer = await Mmsq.RunAsync(stack.Folder, "dlq", "show", id);

        Assert.Equal(0, answer.ExitCode);
        Assert.DoesNotContain(answer.Output, c => char.IsControl(c) && c is not '\n');
    }

    [Fact]
    public async Task The_status_reports_depths_ages_and_reasons()
    {
        using var stack = await TestStack.CreateAsync(aws);
        var start = TimeProvider.System.GetTimestamp();
        await stack.DieAsync("not-found", 2);
        await aws.Sqs.SendMessageAsync(stack.MediaQueueUrl, "one", TestContext.Current.CancellationToken);

        var json = (await Mmsq.RunAsync(stack.Folder, "status", "--json")).Json;
        var text = await Mmsq.RunAsync(stack.Folder, "status");

        var most = (long)Math.Ceiling(TimeProvider.System.GetElapsedTime(start).TotalSeconds);
        Assert.Equal(1, json.GetProperty("media").GetProperty("waiting").GetInt32());
        Assert.InRange(json.GetProperty("media").GetProperty("oldestSeconds").GetInt64(), 0, most);
        Assert.Equal(2, json.GetProperty("deadLetters").GetProperty("waiting").GetInt32());
        Assert.InRange(json.GetProperty("deadLetters").GetProperty("oldestSeconds").GetInt64(), 0, most);
        Assert.Equal(2, json.GetProperty("reasons").GetProperty("not-found").GetInt32());
        Assert.Matches("dead letters +2 +0 +0 +[0-9]+ s", text.Output);
        Assert.Equal("1", (await stack.ReplayedAsync())[0].Attributes["ApproximateReceiveCount"]);
    }
}
