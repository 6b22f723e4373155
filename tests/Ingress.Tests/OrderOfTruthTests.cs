using MmsQueue.Ingress.Tests.Support;

namespace MmsQueue.Ingress.Tests;

/// <summary>A 2xx means that the user and every job were written. After any other status Twilio retries, which is harmless.</summary>
public sealed class OrderOfTruthTests : IDisposable
{
    private static readonly InvalidOperationException Broken = new("broken on purpose");

    private readonly IngressUnderTest _ingress = new();

    public void Dispose() => _ingress.Dispose();

    [Fact]
    public async Task User_and_jobs_are_written_concurrently()
    {
        var user = _ingress.Users.Call.Gate();
        var queue = _ingress.Queue.Call.Gate();

        var answer = _ingress.SendAsync(TwilioWebhook.Mms());
        await Task.WhenAll(_ingress.Users.Call.Started, _ingress.Queue.Call.Started);

        user.SetResult();
        queue.SetResult();
        Assert.Single((await answer).Links());
    }

    [Fact]
    public async Task No_response_is_sent_before_the_jobs_are_queued()
    {
        var queue = _ingress.Queue.Call.Gate();
        var answer = _ingress.SendAsync(TwilioWebhook.Mms());
        await _ingress.Queue.Call.Started;
        Assert.False(answer.IsCompleted);

        queue.SetResult();

        Assert.Single((await answer).Links());
    }

    [Fact]
    public async Task No_response_is_sent_before_the_user_is_written()
    {
        var user = _ingress.Users.Call.Gate();
        var answer = _ingress.SendAsync(TwilioWebhook.Mms());
        await _ingress.Users.Call.Started;
        Assert.False(answer.IsCompleted);

        user.SetResult();

        Assert.Single((await answer).Links());
    }

    [Fact]
    public async Task A_queue_failure_causes_a_503_and_the_retry_counts_once_and_queues_every_attachment()
    {
        _ingress.Queue.Call.Fail(Broken);
        Assert.Contains("Send the webhook again", (await _ingress.SendAsync(TwilioWebhook.Mms(2))).Line(503), StringComparison.Ordinal);
        Assert.Empty(_ingress.Queue.Jobs);

        _ingress.Queue.Call.Work();
        var retry = await _ingress.SendAsync(TwilioWebhook.Mms(2));

        Assert.Equal(2, retry.Links().Count);
        Assert.Equal(2, _ingress.Queue.Jobs.Count);
        Assert.Equal((1, 2), (_ingress.Users.Users[TwilioWebhook.From].MessageCount, _ingress.Users.Users[TwilioWebhook.From].MediaCount));
    }

    [Fact]
    public async Task A_failure_to_write_the_user_causes_a_503_and_the_retry_creates_the_same_jobs()
    {
        _ingress.Users.Call.Fail(Broken);
        Assert.Equal(503, (await _ingress.SendAsync(TwilioWebhook.Mms())).StatusCode);

        _ingress.Users.Call.Work();
        Assert.Equal(200, (await _ingress.SendAsync(TwilioWebhook.Mms())).StatusCode);

        Assert.Equal(2, _ingress.Queue.Jobs.Count);
        Assert.Single(_ingress.Queue.Jobs.Distinct());
        Assert.Equal(1, _ingress.Users.Users[TwilioWebhook.From].MessageCount);
    }

    [Fact]
    public async Task An_immediate_failure_to_write_the_user_does_not_interrupt_the_enqueueing()
    {
        _ingress.Users.Call.Fail(Broken);
        var queue = _ingress.Queue.Call.Gate();
        var answer = _ingress.SendAsync(TwilioWebhook.Mms());
        await _ingress.Queue.Call.Started;

        Assert.False(answer.IsCompleted);
        queue.SetResult();

        Assert.Equal(503, (await answer).StatusCode);
        Assert.Single(_ingress.Queue.Jobs);
    }

    [Fact]
    public async Task Two_failures_cause_one_503_and_one_log_line_with_the_error()
    {
        _ingress.Users.Call.FailImmediately(Broken);
        _ingress.Queue.Call.FailImmediately(Broken);

        Assert.Equal(503, (await _ingress.SendAsync(TwilioWebhook.Mms())).StatusCode);

        var line = _ingress.Entry("Failed");
        Assert.Equal(
            ("InvalidOperationException", "broken on purpose"),
            (line.GetProperty("errorType").GetString(), line.GetProperty("error").GetString()));
        Assert.Equal(("failed", 1), (line.GetProperty("outcome").GetString(), line.GetProperty("mediaCount").GetInt32()));
        Assert.StartsWith("MM", line.GetProperty("messageSid").GetString(), StringComparison.Ordinal);
        Assert.Equal((1, 1), (_ingress.Metric("IngressFailures"), _ingress.Metric("Webhooks")));
    }

    [Fact]
    public async Task A_message_without_attachments_does_not_need_the_queue()
    {
        _ingress.Queue.Call.Fail(Broken);

        Assert.Equal(200, (await _ingress.SendAsync(TwilioWebhook.Mms(0))).StatusCode);
    }
}
