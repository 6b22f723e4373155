using MmsQueue.Ingress.Tests.Support;

namespace MmsQueue.Ingress.Tests;

public sealed class LogTests
{
    private const string OtherAccount = "AC00000000000000000000000000000002";

    [Fact]
    public async Task A_webhook_is_logged_as_one_line_of_IDs_counts_and_durations()
    {
        using var ingress = new IngressUnderTest();
        var user = ingress.Users.Call.Gate();
        var queue = ingress.Queue.Call.Gate();
        var answer = ingress.SendAsync(TwilioWebhook.Mms(2));
        ingress.Time.Advance(TimeSpan.FromMilliseconds(20));
        user.SetResult();
        await Poll.UntilAsync(() => !ingress.Users.Users.IsEmpty, TestContext.Current.CancellationToken);
        ingress.Time.Advance(TimeSpan.FromMilliseconds(30));
        queue.SetResult();
        await answer;

        var line = ingress.Entry("Answered");
        Assert.Equal(
            (TwilioWebhook.MessageSid, 2),
            (line.GetProperty("messageSid").GetString(), line.GetProperty("mediaCount").GetInt32()));
        Assert.Equal(
            ("accepted", "Information", "ingress"),
            (line.GetProperty("outcome").GetString(), line.GetProperty("level").GetString(), line.GetProperty("function").GetString()));
        Assert.Equal((50, 50), (line.GetProperty("enqueueMs").GetDouble(), line.GetProperty("durationMs").GetDouble()));
        Assert.InRange(line.GetProperty("userMs").GetDouble(), 20, 50);
        Assert.Equal((1, 2, 0), (ingress.Metric("Webhooks"), ingress.Metric("MediaEnqueued"), ingress.Metric("IngressFailures")));
        Assert.Equal(2, ingress.Log.Count);
    }

    [Fact]
    public async Task Every_line_has_a_level_and_the_AWS_request_ID()
    {
        using var ingress = new IngressUnderTest();
        await ingress.SendAsync(TwilioWebhook.Mms());
        await ingress.SendAsync(TwilioWebhook.Mms() with { WrongSignature = "x" });
        ingress.Queue.Call.Fail(new InvalidOperationException("broken"));
        await ingress.SendAsync(TwilioWebhook.Mms());

        Assert.Equal(6, ingress.Log.Count);
        Assert.All(ingress.Log, line => Assert.Equal(InvocationContext.RequestId, line.GetProperty("requestId").GetString()));
        Assert.Equal(
            ["Information", "Information", "Warning", "Information", "Error", "Information"],
            ingress.Log.Select(line => line.GetProperty("level").GetString()!),
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task Durations_are_logged_without_floating_point_noise()
    {
        using var ingress = new IngressUnderTest();
        var queue = ingress.Queue.Call.Gate();
        var answer = ingress.SendAsync(TwilioWebhook.Mms());
        ingress.Time.Advance(TimeSpan.FromMilliseconds(622.7408));
        queue.SetResult();
        await answer;
        ingress.Queue.Call.Hang();
        answer = ingress.SendAsync(TwilioWebhook.Mms());
        ingress.Time.Advance(TimeSpan.FromMilliseconds(8000.1234));
        await answer;

        Assert.Equal(
            "Webhook MMaa56aff7e3b3f3fe164b98c855e0f8ac: accepted, media files: 1 (user 0 ms, enqueue 622.7 ms, all 622.7 ms)",
            ingress.Entry("Answered").GetProperty("message").GetString());
        Assert.EndsWith(
            "answered 503: out-of-time after 8000.1 ms, media files: 1",
            ingress.Entry("Failed").GetProperty("message").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unreadable_request_is_logged_without_a_message_SID()
    {
        using var ingress = new IngressUnderTest();

        Assert.Equal(503, (await ingress.SendAsync((Amazon.Lambda.APIGatewayEvents.APIGatewayHttpApiV2ProxyRequest)null!)).StatusCode);

        Assert.Equal("Webhook answered 503: failed after 0 ms", ingress.Entry("Failed").GetProperty("message").GetString());
    }

    [Fact]
    public async Task Refusals_are_counted_by_reason()
    {
        using var ingress = new IngressUnderTest();
        await ingress.SendAsync(TwilioWebhook.Mms() with { WrongSignature = "" });
        await ingress.SendAsync(TwilioWebhook.Mms() with { WrongSignature = "x" });
        await ingress.SendAsync(TwilioWebhook.Mms().Without("From"));
        await ingress.SendAsync(TwilioWebhook.Mms() with { Path = "/" });
        await ingress.SendAsync(TwilioWebhook.Mms() with { Method = "PUT" });

        var reasons = ingress.Log
            .Where(line => line.TryGetProperty("WebhooksRefused", out _))
            .Select(line => line.GetProperty("Reason").GetString()!);
        Assert.Equal(
            ["missing-signature", "wrong-signature", "malformed", "not-found", "method-not-allowed"],
            reasons,
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task No_private_data_is_logged_or_queued_whatever_the_response()
    {
        using var ingress = new IngressUnderTest(
            IngressUnderTest.Options with { TwilioAuthTokens = [TwilioWebhook.Token, "secondary-token-0123456789"] });
        var webhook = TwilioWebhook.Mms(2).With("Body", "B0dyMarker").With("ProfileName", "N4meMarker").With("FromCity", "C1tyMarker");
        webhook = webhook.With("MediaUrl0", TwilioWebhook.MediaUrl(TwilioWebhook.MessageSid, 0)) with { Query = "q=QueryMarker" };

        TwilioWebhook[] forms =
        [
            webhook, webhook with { Method = "GET" }, webhook.With("From", "whatsapp:+14155550101"), webhook.With("Body", "STOP"),
            webhook with { WrongSignature = "S1gMarker" }, webhook with { WrongSignature = "" }, webhook.Without("MessageSid"),
            webhook.With("NumMedia", "B0dyMarker"), webhook with { Path = "/QueryMarker" }, webhook with { Method = "PUT" },
            webhook.With("AccountSid", OtherAccount), webhook with { ContentType = "text/B0dyMarker" },
        ];
        foreach (var form in forms)
        {
            await ingress.SendAsync(form);
        }

        ingress.Queue.Call.Fail(new InvalidOperationException("broken"));
        await ingress.SendAsync(webhook);

        var written = ingress.LogText + string.Concat(ingress.Queue.Jobs.Select(job => job.ToJson()));
        string[] secrets =
            ["4155550101", "4155550100", "Marker", TwilioWebhook.Token, "secondary-token", "local-link-secret", OtherAccount];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, written, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("api.twilio.com", ingress.LogText, StringComparison.Ordinal);
        Assert.DoesNotContain("photos.example", ingress.LogText, StringComparison.Ordinal);
        Assert.Equal(forms.Length + 1, ingress.Log.Count(line => line.TryGetProperty("event", out _)));
    }
}
