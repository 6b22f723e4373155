using MmsQueue.Emulator.Twilio;
using MmsQueue.Operations.Reconcile;
using MmsQueue.Operations.Tests.Reconcile;

namespace MmsQueue.Reconciler.Tests;

/// <summary>Which periods a run checks, and what it remembers.</summary>
public sealed class ReconcilerRunTests(LocalAwsFixture aws)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_of_an_outage_are_recovered_once_and_then_not_checked_again()
    {
        await using var rig = await StartAsync();
        rig.Twilio.Webhook = WebhookState.Down;
        await rig.TextAsync();
        rig.Twilio.Webhook = WebhookState.Up;
        rig.Wait(TimeSpan.FromHours(1));

        var (first, second, third) = (await RunAsync(rig), await RunAsync(rig), await RunAsync(rig));

        Assert.Equal((1, 1), (first.Count(MessageState.Recovered), first.Replies));
        Assert.Equal(1, second.Count(MessageState.Stored));
        Assert.Equal(0, third.Seen);
    }

    [Fact]
    public async Task A_message_is_not_checked_before_it_is_as_old_as_a_period()
    {
        await using var rig = await StartAsync();
        await rig.TextAsync();
        rig.Wait(TimeSpan.FromMinutes(14));

        Assert.Equal(0, (await RunAsync(rig)).Seen);
    }

    [Fact]
    public async Task A_lost_state_costs_requests_and_nothing_else()
    {
        await using var rig = await StartAsync();
        await rig.TextAsync();
        rig.Wait(TimeSpan.FromHours(1));
        await RunAsync(rig);
        await rig.S3.DeleteObjectAsync(ReconcileRig.Bucket, ReconcilerState.Key, Token);

        var again = await RunAsync(rig);

        Assert.Equal((1, 1, 0), (again.Seen, again.Count(MessageState.Stored), again.Replies));
    }

    [Fact]
    public async Task Once_a_day_a_complete_period_is_compared_with_Twilios_log_again()
    {
        await using var rig = await StartAsync();
        await rig.TextAsync();
        rig.Wait(TimeSpan.FromHours(1));
        await RunAsync(rig);
        var state = await ReconcilerState.ReadAsync(rig.S3, ReconcileRig.Bucket, Token);
        state.Complete[TestTime.Start] = "as if it had had other messages";
        await state.WriteAsync(rig.S3, ReconcileRig.Bucket, DateTimeOffset.MinValue, Token);

        var sameDay = await RunAsync(rig);
        rig.Wait(TimeSpan.FromHours(24));
        var nextDay = await RunAsync(rig);

        Assert.Equal((0, 1), (sameDay.Seen, nextDay.Seen));
    }

    [Fact]
    public async Task A_run_that_is_out_of_time_is_continued_by_the_next()
    {
        await using var rig = await StartAsync();
        await rig.TextAsync();
        rig.Wait(TimeSpan.FromHours(1));

        Assert.False(await RunAsync(rig, new ReconcileReport(), () => true));
        Assert.Equal(1, (await RunAsync(rig)).Seen);
    }

    private static async Task<ReconcileReport> RunAsync(ReconcileRig rig)
    {
        var report = new ReconcileReport();
        Assert.True(await RunAsync(rig, report, () => false));
        return report;
    }

    private static Task<bool> RunAsync(ReconcileRig rig, ReconcileReport report, Func<bool> deadline)
    {
        var options = new ReconcilerOptions
        {
            MediaBucket = ReconcileRig.Bucket, MediaQueueUrl = "", DeadLetterQueueUrl = "", PublicBaseUrl = "", LinkSecret = "",
            WebhookUrl = "", TwilioAccountSid = "", TwilioAuthToken = "", TwilioUser = "", TwilioPassword = "",
        };
        return new ReconcilerRun(rig.Reconciliation(), rig.S3, options, rig.Time).RunAsync(report, deadline, Token);
    }

    private async Task<ReconcileRig> StartAsync()
    {
        var rig = await ReconcileRig.StartAsync(aws.Aws);
        await rig.S3.DeleteObjectAsync(ReconcileRig.Bucket, ReconcilerState.Key, Token);
        return rig;
    }
}
