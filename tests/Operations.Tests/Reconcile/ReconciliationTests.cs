using MmsQueue.Emulator.Twilio;
using MmsQueue.Operations.Reconcile;

namespace MmsQueue.Operations.Tests.Reconcile;

/// <summary>What a reconciliation decides about a message, and what it does for it.</summary>
public sealed class ReconciliationTests(LocalAwsFixture aws)
{
    [Fact]
    public async Task A_stored_and_answered_message_needs_nothing()
    {
        await using var rig = await StartAsync();
        await rig.TextAsync();
        rig.Wait();

        var report = await rig.RunAsync();

        Assert.Equal((1, 1), (report.Seen, report.Count(MessageState.Stored)));
        Assert.Single(rig.Forms);
        Assert.Empty(rig.Sent);
        Assert.True(report.IsComplete);
    }

    [Theory]
    [InlineData(WebhookState.Down, true)]
    [InlineData(WebhookState.Down, false)]
    [InlineData(WebhookState.Unset, true)]
    public async Task A_message_that_never_reached_the_webhook_is_recovered_and_answered_once(WebhookState state, bool keepsForms)
    {
        await using var rig = await StartAsync();
        rig.Twilio.Rest.KeepsForms = keepsForms;
        rig.Twilio.Webhook = state;
        var sid = await rig.TextAsync(photos: 3);
        rig.Twilio.Webhook = WebhookState.Up;
        rig.Wait();

        var first = await rig.RunAsync();
        var second = await rig.RunAsync();

        Assert.Equal((sid, MessageState.Recovered, true), (first.Messages[0].Sid, first.Messages[0].State, first.Messages[0].Replied));
        Assert.Equal(3, Assert.Single(rig.Sent).Split('\n').Length);
        Assert.Equal((1, 0), (second.Count(MessageState.Stored), second.Replies));
        Assert.Single(rig.Forms);
    }

    [Fact]
    public async Task The_form_of_a_failed_webhook_is_sent_again_as_it_was()
    {
        await using var rig = await StartAsync();
        rig.WebhookStatus = 500;
        await rig.TextAsync(photos: 4, body: "Grüße");
        rig.WebhookStatus = 200;
        rig.Wait();

        await rig.RunAsync();

        Assert.Equal(2, rig.Forms.Count);
        Assert.Equal(rig.Forms[0], rig.Forms[1]);
    }

    [Fact]
    public async Task A_backlog_is_not_mistaken_for_a_loss_until_a_job_cannot_be_on_its_way_any_more()
    {
        await using var rig = await StartAsync();
        rig.Stores = false;
        await rig.TextAsync();
        await rig.Sqs.SendMessageAsync(rig.MediaQueueUrl, "a job of somebody else's", TestContext.Current.CancellationToken);
        rig.Wait();

        var young = await rig.RunAsync();
        rig.Wait(TimeSpan.FromHours(15));
        rig.Stores = true;
        var old = await rig.RunAsync();

        Assert.Equal(1, young.Count(MessageState.Pending));
        Assert.Equal(1, old.Count(MessageState.Recovered));
        Assert.Empty(rig.Sent);
    }

    [Fact]
    public async Task A_webhook_that_failed_for_certain_is_recovered_at_once_despite_a_backlog()
    {
        await using var rig = await StartAsync();
        rig.Twilio.Webhook = WebhookState.Down;
        await rig.TextAsync();
        rig.Twilio.Webhook = WebhookState.Up;
        await rig.Sqs.SendMessageAsync(rig.MediaQueueUrl, "a job of somebody else's", TestContext.Current.CancellationToken);
        rig.Wait();

        Assert.Equal(1, (await rig.RunAsync()).Count(MessageState.Recovered));
    }

    [Fact]
    public async Task Stored_media_files_keep_their_index_and_missing_ones_take_the_free_indexes()
    {
        await using var rig = await StartAsync();
        rig.Stores = false;
        var sid = await rig.TextAsync(photos: 3);
        var urls = ReconcileRig.MediaUrls(rig.Forms[0]);
        await rig.StoreAsync(sid, 1, urls[2].Split('/')[^1]);
        rig.Wait();

        await rig.RunAsync();
        await rig.RunAsync();

        Assert.Equal(urls[2], ReconcileRig.MediaUrls(rig.Forms[1])[1]);
        Assert.Equal(urls.Order(StringComparer.Ordinal), ReconcileRig.MediaUrls(rig.Forms[1]).Order(StringComparer.Ordinal));
        Assert.Equal(rig.Forms[1], rig.Forms[2]);
    }

    [Fact]
    public async Task Objects_without_a_media_SID_are_complete_when_every_key_exists()
    {
        await using var rig = await StartAsync();
        rig.Stores = false;
        var sid = await rig.TextAsync(photos: 2);
        await rig.StoreAsync(sid, 0, mediaSid: null);
        await rig.StoreAsync(sid, 1, mediaSid: null);
        rig.Wait();

        Assert.Equal(1, (await rig.RunAsync()).Count(MessageState.Stored));
    }

    [Fact]
    public async Task An_object_without_a_media_SID_keeps_its_index_taken()
    {
        await using var rig = await StartAsync();
        rig.Stores = false;
        var sid = await rig.TextAsync(photos: 2);
        await rig.StoreAsync(sid, 0, mediaSid: null);
        rig.Wait();
        rig.Stores = true;

        Assert.Equal(1, (await rig.RunAsync()).Count(MessageState.Recovered));
        Assert.Equal(1, (await rig.RunAsync()).Count(MessageState.Stored));
        Assert.Equal(2, ReconcileRig.MediaUrls(rig.Forms[1]).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_dead_lettered_media_file_is_accounted_for()
    {
        await using var rig = await StartAsync();
        rig.Stores = false;
        var sid = await rig.TextAsync(photos: 2);
        var urls = ReconcileRig.MediaUrls(rig.Forms[0]);
        await rig.StoreAsync(sid, 0, urls[0].Split('/')[^1]);
        await rig.KillAsync(sid, 1, urls[1]);
        rig.Wait();

        var message = Assert.Single((await rig.RunAsync()).Messages);

        Assert.Equal((MessageState.DeadLettered, "not-found 1"), (message.State, message.Detail));
        Assert.Single(rig.Forms);
    }

    [Fact]
    public async Task Media_files_deleted_at_Twilio_are_reported_unless_they_are_stored()
    {
        await using var rig = await StartAsync();
        var stored = await rig.TextAsync(photos: 2);
        rig.Stores = false;
        var lost = await rig.TextAsync(photos: 2);
        foreach (var url in rig.Forms.SelectMany(ReconcileRig.MediaUrls))
        {
            await rig.DeleteAtTwilioAsync(url);
        }

        rig.Wait();
        var report = await rig.RunAsync();

        Assert.False(string.Equals(stored, lost, StringComparison.Ordinal));
        Assert.Equal(1, report.Count(MessageState.Stored));
        Assert.Equal((lost, MessageState.Gone), (report.Messages[0].Sid, report.Messages[0].State));
        Assert.False(report.IsComplete);
    }

    [Fact]
    public async Task A_message_whose_webhook_failed_belongs_to_one_period_only()
    {
        await using var rig = await StartAsync();
        rig.Twilio.Webhook = WebhookState.Down;
        rig.Wait(TimeSpan.FromMilliseconds(600));
        await rig.TextAsync();
        rig.Wait();
        var border = TestTime.Start + TimeSpan.FromMilliseconds(700);
        var reconciliation = rig.Reconciliation(options => options with { IsDryRun = true });
        var (before, after) = (new ReconcileReport(), new ReconcileReport());

        await reconciliation.RunAsync(TestTime.Start, border, before, settled: null, TestContext.Current.CancellationToken);
        await reconciliation.RunAsync(border, rig.Time.GetUtcNow(), after, settled: null, TestContext.Current.CancellationToken);

        Assert.Equal((1, 0), (before.Seen, after.Seen));
    }

    [Fact]
    public async Task A_message_to_another_number_is_ignored()
    {
        await using var rig = await StartAsync();
        rig.Twilio.Webhook = WebhookState.Down;
        await rig.TextAsync(to: "+14155550111");
        rig.Wait();

        Assert.Equal(0, (await rig.RunAsync()).Seen);
    }

    [Fact]
    public async Task A_dry_run_changes_nothing()
    {
        await using var rig = await StartAsync();
        rig.Twilio.Webhook = WebhookState.Down;
        await rig.TextAsync();
        rig.Wait();

        var report = await rig.RunAsync(options => options with { IsDryRun = true });

        Assert.Equal(1, report.Count(MessageState.Missing));
        Assert.Empty(rig.Forms);
        Assert.False(report.IsComplete);
    }

    [Fact]
    public async Task A_webhook_that_rejects_our_signature_ends_the_run_with_the_reason()
    {
        await using var rig = await StartAsync();
        rig.WebhookStatus = 403;
        await rig.TextAsync();
        rig.Wait();

        var error = await Assert.ThrowsAsync<OperatorException>(() => rig.RunAsync());

        Assert.Contains("auth token", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_the_webhook_refuses_is_reported_and_not_tried_for_ever()
    {
        await using var rig = await StartAsync();
        rig.WebhookStatus = 400;
        await rig.TextAsync();
        rig.Wait();
        var report = new ReconcileReport();

        var digest = await rig.Reconciliation().RunAsync(
            TestTime.Start, rig.Time.GetUtcNow(), report, settled: null, TestContext.Current.CancellationToken);

        Assert.Equal((MessageState.Refused, "status 400"), (report.Messages[0].State, report.Messages[0].Detail));
        Assert.NotNull(digest);
    }

    [Fact]
    public async Task A_webhook_that_is_still_down_ends_the_run_after_five_failures()
    {
        await using var rig = await StartAsync();
        rig.WebhookStatus = 503;
        for (var i = 0; i < 7; i++)
        {
            await rig.TextAsync();
        }

        rig.Wait();
        var error = await Assert.ThrowsAsync<OperatorException>(() => rig.RunAsync(options => options with { Parallel = 1 }));

        Assert.Contains("503", error.Message, StringComparison.Ordinal);
        Assert.Equal(7 + 5, rig.Forms.Count);
    }

    [Fact]
    public async Task A_few_messages_of_many_fail_without_ending_the_run()
    {
        await using var rig = await StartAsync();
        rig.WebhookStatus = 503;
        await rig.TextAsync();
        rig.Wait();
        var report = new ReconcileReport();

        var digest = await rig.Reconciliation().RunAsync(
            TestTime.Start, rig.Time.GetUtcNow(), report, settled: null, TestContext.Current.CancellationToken);

        Assert.Equal(1, report.Count(MessageState.Unreachable));
        Assert.Null(digest);
    }

    [Fact]
    public async Task Wrong_credentials_are_reported_with_their_remedy()
    {
        await using var rig = await StartAsync();

        var error = await Assert.ThrowsAsync<OperatorException>(
            () => rig.RunAsync(credentials: new TwilioCredentials("AC" + new string('a', 32), "SK" + new string('c', 32), "wrong")));

        Assert.Contains("401", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_is_read_in_any_order_and_despite_rate_limits()
    {
        await using var rig = await StartAsync();
        rig.Twilio.Rest.LimitEvery = 3;
        rig.Twilio.Webhook = WebhookState.Down;
        for (var i = 0; i < 1100; i++)
        {
            await rig.TextAsync();
        }

        rig.Wait();
        var report = await rig.RunAsync(options => options with { IsDryRun = true, Parallel = 16 });

        Assert.Equal((1100, 1100), (report.Seen, report.Count(MessageState.Missing)));
    }

    [Fact]
    public async Task Nobody_who_opted_out_is_sent_a_reply()
    {
        await using var rig = await StartAsync();
        rig.Twilio.Webhook = WebhookState.Down;
        await rig.TextAsync();
        rig.Wait(TimeSpan.FromSeconds(1));
        await rig.TextAsync(photos: 0, body: "STOP");
        rig.Twilio.Webhook = WebhookState.Up;
        rig.Wait();

        var report = await rig.RunAsync();

        Assert.Equal((1, 0), (report.Count(MessageState.Recovered), report.Replies));
        Assert.Empty(rig.Sent);
    }

    [Fact]
    public async Task A_message_older_than_a_day_is_recovered_without_a_reply()
    {
        await using var rig = await StartAsync();
        rig.Twilio.Webhook = WebhookState.Down;
        await rig.TextAsync();
        rig.Twilio.Webhook = WebhookState.Up;
        rig.Wait(TimeSpan.FromHours(25));

        var report = await rig.RunAsync();

        Assert.Equal((1, 0), (report.Count(MessageState.Recovered), report.Replies));
    }

    [Fact]
    public async Task A_reply_that_a_killed_run_did_not_send_is_sent_by_the_next()
    {
        await using var rig = await StartAsync();
        rig.Twilio.Webhook = WebhookState.Down;
        await rig.TextAsync();
        rig.Twilio.Webhook = WebhookState.Up;
        rig.Wait();
        await rig.RunAsync(options => options with { Reply = false });

        var report = await rig.RunAsync();
        await rig.RunAsync();

        Assert.Equal(1, report.Replies);
        Assert.Single(rig.Sent);
    }

    [Fact]
    public async Task A_period_that_was_complete_is_not_checked_again_unless_it_has_another_message()
    {
        await using var rig = await StartAsync();
        var reconciliation = rig.Reconciliation();
        async Task<(string? Digest, int Seen)> CheckAsync(string? known)
        {
            var report = new ReconcileReport();
            var digest = await reconciliation.RunAsync(
                TestTime.Start, TestTime.Start + TimeSpan.FromHours(1), report, found => found == known,
                TestContext.Current.CancellationToken);
            return (digest, report.Seen);
        }

        await rig.TextAsync();
        var first = await CheckAsync(known: null);
        var again = await CheckAsync(first.Digest);
        await rig.TextAsync();
        var changed = await CheckAsync(first.Digest);

        Assert.Equal((1, 0, 2), (first.Seen, again.Seen, changed.Seen));
        Assert.Equal(first.Digest, again.Digest);
        Assert.NotEqual(first.Digest, changed.Digest, StringComparer.Ordinal);
    }

    private Task<ReconcileRig> StartAsync() => ReconcileRig.StartAsync(aws.Aws);
}
