using MmsQueue.Ingress.Tests.Support;

namespace MmsQueue.Ingress.Tests;

/// <summary>2xx means that the user and every job were written; anything else makes Twilio try again, and that is harmless.</summary>
public sealed class OrderOfTruthTests : IDisposable
{
    private static readonly InvalidOperationException Broken = new("broken on purpose");

    private readonly IngressUnderTest _ingress = new();

    public void Dispose() => _ingress.Dispose();

    [Fact]
    public async Task User_and_jobs_are_written_side_by_side()
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
    public async Task No_answer_goes_out_before_the_queue_has_the_jobs()
    {
        var queue = _ingress.Queue.Call.Gate();
        var answer = _ingress.SendAsync(TwilioWebhook.Mms());
        await _ingress.Queue.Call.Started;
        Assert.False(answer.IsCompleted);

        queue.SetResult();

        Assert.Single((await answer).Links());
    }

    [Fact]
    public async Task No_answer_goes_out_before_the_user_is_written()
    {
        var user = _ingress.Users.Call.Gate();
        var answer = _ingress.SendAsync(TwilioWebhook.Mms());
        await _ingress.Users.Call.Started;
        Assert.False(answer.IsCompleted);

        user.SetResult();

        Assert.Single((await answer).Links());
    }

    [Fact]
    public async Task A_queue_that_fails_is_503_and_the_retry_ends_with_one_count_and_every_media()
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
    public async Task A_user_that_cannot_be_written_is_503_and_the_retry_makes_the_same_jobs()
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
    public async Task A_user_that_fails_at_once_does_not_cut_the_enqueueing_short()
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
    public async Task Both_failing_is_one_503_and_one_line_that_names_the_error()
    {
        _ingress.Users.Call.FailAtOnce(Broken);
        _ingress.Queue.Call.FailAtOnce(Broken);

        Assert.Equal(503, (await _ingress.SendAsync(TwilioWebhook.Mms())).StatusCode);

        var line = _ingress.Entry("Failed");
        Assert.Equal(("InvalidOperationException", "broken on purpose"), (line.GetProperty("errorType").GetString(), line.GetProperty("error").GetString()));
        Assert.Equal(("failed", 1), (line.GetProperty("outcome").GetString(), line.GetProperty("mediaCount").GetInt32()));
        Assert.StartsWith("MM", line.GetProperty("messageSid").GetString(), StringComparison.Ordinal);
        Assert.Equal((1, 1), (_ingress.Metric("IngressFailures"), _ingress.Metric("Webhooks")));
    }

    [Fact]
    public async Task A_message_without_media_does_not_need_the_queue()
    {
        _ingress.Queue.Call.Fail(Broken);

        Assert.Equal(200, (await _ingress.SendAsync(TwilioWebhook.Mms(0))).StatusCode);
    }
}
