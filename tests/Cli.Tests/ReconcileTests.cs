using System.Text.Json;

namespace MmsQueue.Cli.Tests;

/// <summary>mmsq reconcile against a simulated Twilio, emulated AWS and a webhook.</summary>
public sealed class ReconcileTests(AwsFixture aws)
{
    [Fact]
    public async Task After_an_outage_every_message_is_recovered_and_answered_once()
    {
        await using var stack = await StartAsync();
        await stack.LoseAsync(3);

        var first = await stack.RunAsync("--yes", "--reply");
        var second = await stack.RunAsync("--yes", "--reply");

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Matches(@"\AMESSAGES +COUNT\nseen +3\nstored +0\nrecovered +3\nreplies +3\n\n", first.Output);
        Assert.Equal(3, first.Output.Split("recovered  reply sent\n").Length - 1);
        Assert.Matches(@"\AMESSAGES +COUNT\nseen +3\nstored +3\n\z", second.Output);
        Assert.Equal((3, 3), (stack.Rig.Forms.Count, stack.Rig.Sent.Count));
    }

    [Fact]
    public async Task Without_reply_nobody_is_sent_anything()
    {
        await using var stack = await StartAsync();
        await stack.LoseAsync(1);

        var answer = await stack.RunAsync("--yes");

        Assert.Equal(0, answer.ExitCode);
        Assert.Single(stack.Rig.Forms);
        Assert.Empty(stack.Rig.Sent);
    }

    [Fact]
    public async Task A_dry_run_lists_what_is_missing_and_changes_nothing()
    {
        await using var stack = await StartAsync();
        await stack.LoseAsync(22);

        var answer = await stack.RunAsync("--dry-run", "--reply");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("\nmissing   22\n", answer.Output, StringComparison.Ordinal);
        Assert.Equal(20, answer.Output.Split("missing  1 of 1 not stored\n").Length - 1);
        Assert.EndsWith("\n2 more (--json lists them).\n", answer.Output, StringComparison.Ordinal);
        Assert.EndsWith(
            "22 messages missing: nothing was changed. Run again without --dry-run to recover what is missing.",
            answer.Errors,
            StringComparison.Ordinal);
        Assert.Empty(stack.Rig.Forms);
    }

    [Fact]
    public async Task The_JSON_lists_every_count_and_message()
    {
        await using var stack = await StartAsync();
        await stack.LoseAsync(22);

        var json = (await stack.RunAsync("--yes", "--json", "--since", "2h")).Json;

        Assert.Equal(
            "dryRun complete interrupted since until seen stored pending deadLettered missing recovered refused unreachable gone "
            + "replies failure messages messagesOmitted",
            string.Join(' ', json.EnumerateObject().Select(property => property.Name)));
        Assert.True(json.GetProperty("complete").GetBoolean());
        Assert.Equal((22, 22), (json.GetProperty("seen").GetInt32(), json.GetProperty("recovered").GetInt32()));
        Assert.Equal(
            TimeSpan.FromMinutes(105), json.GetProperty("until").GetDateTimeOffset() - json.GetProperty("since").GetDateTimeOffset());
        Assert.Equal((22, 0), (json.GetProperty("messages").GetArrayLength(), json.GetProperty("messagesOmitted").GetInt32()));
        var message = json.GetProperty("messages")[0];
        Assert.Equal("recovered", message.GetProperty("state").GetString());
        Assert.StartsWith("MM", message.GetProperty("sid").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, message.GetProperty("detail").ValueKind);
        Assert.False(message.GetProperty("replied").GetBoolean());
    }

    [Theory]
    [InlineData(0, "--number", "+14155550111")]
    [InlineData(1, "--number", "+14155550111", "--number", "+14155550199")]
    [InlineData(0, "--until", "45m")]
    [InlineData(0, "--since", "20m")]
    public async Task Only_messages_of_the_numbers_and_the_time_given_are_checked(int seen, params string[] arguments)
    {
        await using var stack = await StartAsync();
        await stack.LoseAsync(1);

        var answer = await stack.RunAsync([.. arguments, "--dry-run", "--json"]);

        Assert.Equal(seen, answer.Json.GetProperty("seen").GetInt32());
    }

    [Fact]
    public async Task Wrong_credentials_are_reported_in_one_line()
    {
        await using var stack = await StartAsync();
        stack.WriteSecrets("wrong");

        await FailsAsync(stack, "Twilio rejected the credentials (401). Check the account SID");
    }

    [Fact]
    public async Task Outputs_without_secrets_are_reported_in_one_line()
    {
        await using var stack = await StartAsync();
        stack.Write(hasSecrets: false);

        await FailsAsync(stack, "The outputs lack TwilioAccountSid, TwilioSecretArn or LinkSecretArn. Write them with");
    }

    [Fact]
    public async Task A_webhook_that_no_number_calls_is_reported_in_one_line()
    {
        await using var stack = await StartAsync();
        stack.Write("https://another.example/mms#rc=2&rp=all");

        await FailsAsync(stack, "No number of the account has https://another.example/mms as its webhook. Set the webhook at Twilio, or");
    }

    [Fact]
    public async Task A_webhook_that_rejects_the_signature_is_reported_in_one_line()
    {
        await using var stack = await StartAsync();
        await stack.LoseAsync(1);
        stack.Rig.WebhookStatus = 403;

        await FailsAsync(stack, "The webhook rejected our signature (403): the auth token here is not the one");
    }

    [Fact]
    public async Task A_webhook_that_is_still_down_is_reported_after_what_was_found()
    {
        await using var stack = await StartAsync();
        await stack.LoseAsync(7);
        stack.Rig.WebhookStatus = 503;

        var answer = await stack.RunAsync("--yes", "--json", "--since", "1h");

        Assert.Equal(1, answer.ExitCode);
        Assert.InRange(answer.Json.GetProperty("unreachable").GetInt32(), 1, 6);
        Assert.False(answer.Json.GetProperty("complete").GetBoolean());
        Assert.StartsWith(
            "The webhook failed 5 times in a row (last status: 503).",
            answer.Json.GetProperty("failure").GetString(),
            StringComparison.Ordinal);
        Assert.Contains("not recovered: the webhook failed or did not respond. See", answer.Errors, StringComparison.Ordinal);
    }

    private Task<ReconcileStack> StartAsync() => ReconcileStack.StartAsync(aws.Aws);

    private static async Task FailsAsync(ReconcileStack stack, string says)
    {
        var answer = await stack.RunAsync("--yes");

        Assert.Equal((1, ""), (answer.ExitCode, answer.Output));
        Assert.StartsWith(says, answer.OneLine, StringComparison.Ordinal);
    }
}
