using MmsQueue.Ingress.Tests.Support;

namespace MmsQueue.Ingress.Tests;

/// <summary>MessageSid is the identity of a message: a retry gets the same links.</summary>
public sealed class ReplayTests : IDisposable
{
    private readonly IngressUnderTest _ingress = new();

    public void Dispose() => _ingress.Dispose();

    [Fact]
    public async Task A_retried_webhook_gets_the_same_reply_and_counts_once()
    {
        var first = await _ingress.SendAsync(TwilioWebhook.Mms(3));
        _ingress.Time.Advance(TimeSpan.FromSeconds(15));
        var second = await _ingress.SendAsync(TwilioWebhook.Mms(3));

        Assert.Equal(first.Body, second.Body);
        Assert.Equal((1, 3), (_ingress.Users.Users[TwilioWebhook.From].MessageCount, _ingress.Users.Users[TwilioWebhook.From].MediaCount));
        Assert.Equal(3, _ingress.Queue.Jobs.Select(job => job.Key).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(
            ["accepted", "accepted-again"],
            _ingress.Log.Where(line => line.TryGetProperty("outcome", out _)).Select(line => line.GetProperty("outcome").GetString()!),
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_POST_retried_as_a_GET_gets_the_same_links() => Assert.Equal(
        (await _ingress.SendAsync(TwilioWebhook.Mms(2))).Links(),
        (await _ingress.SendAsync(TwilioWebhook.Mms(2) with { Method = "GET" })).Links(),
        StringComparer.Ordinal);

    [Fact]
    public async Task Simultaneous_deliveries_count_once()
    {
        var gate = _ingress.Users.Call.Gate();
        var answers = Enumerable.Range(0, 8).Select(_ => _ingress.SendAsync(TwilioWebhook.Mms())).ToList();
        gate.SetResult();

        var replies = (await Task.WhenAll(answers)).Select(answer => answer.Body);

        Assert.Single(replies.Distinct(StringComparer.Ordinal));
        Assert.Equal(1, _ingress.Users.Users[TwilioWebhook.From].MessageCount);
    }

    // As documented: only the sender's newest message is recognized.
    [Fact]
    public async Task A_replayed_older_message_counts_again_and_keeps_its_links()
    {
        var first = await _ingress.SendAsync(TwilioWebhook.Mms());
        await _ingress.SendAsync(TwilioWebhook.Mms(messageSid: "MM11a026478d23fe9587df8224cab2fdd4"));
        var replay = await _ingress.SendAsync(TwilioWebhook.Mms());

        Assert.Equal(first.Body, replay.Body);
        Assert.Equal(3, _ingress.Users.Users[TwilioWebhook.From].MessageCount);
    }

    [Fact]
    public async Task Messages_from_two_senders_share_no_link()
    {
        var one = await _ingress.SendAsync(TwilioWebhook.Mms());
        var other = await _ingress.SendAsync(TwilioWebhook.Mms(messageSid: "MM11a026478d23fe9587df8224cab2fdd4", from: "+14155550102"));

        Assert.Empty(one.Links().Intersect(other.Links(), StringComparer.Ordinal));
        Assert.Equal(2, _ingress.Users.Users.Count);
    }
}
