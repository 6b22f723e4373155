using MmsQueue.Ingress.Tests.Support;
using Twilio.Security;

namespace MmsQueue.Ingress.Tests;

/// <summary>The signed URL must be WEBHOOK_URL, or else the API's own URL, whatever the caller's headers contain.</summary>
public sealed class SignedUrlTests
{
    private const string Own = "https://hooks.example/mms";

    [Theory]
    [InlineData(null, "https://" + TwilioWebhook.Domain + "/mms", 200)]
    [InlineData(null, "https://" + TwilioWebhook.Domain + ":443/mms", 200)]
    [InlineData(null, "http://" + TwilioWebhook.Domain + "/mms", 403)]
    [InlineData(null, "https://" + TwilioWebhook.Domain + "/mms/", 403)]
    [InlineData(null, "https://" + TwilioWebhook.Domain + ":8443/mms", 403)]
    [InlineData(null, Own, 403)]
    [InlineData(Own, Own, 200)]
    [InlineData(Own, "https://hooks.example:443/mms", 200)]
    [InlineData("https://hooks.example:443/mms", Own, 200)]
    [InlineData("https://hooks.example:8443/mms", "https://hooks.example:8443/mms", 200)]
    [InlineData(Own, "http://hooks.example/mms", 403)]
    [InlineData("http://hooks.example/mms", Own, 403)]
    [InlineData(Own, "https://" + TwilioWebhook.Domain + "/mms", 403)]
    [InlineData("https://Hooks.Example/mms", "https://Hooks.Example/mms", 200)]
    [InlineData("https://Hooks.Example/mms", Own, 403)]
    [InlineData("https://hooks.example/twilio/mms/", "https://hooks.example/twilio/mms/", 200)]
    [InlineData("https://hooks.example/twilio/mms/", "https://hooks.example/twilio/mms", 403)]
    [InlineData("https://user:pass@hooks.example/mms", "https://user:pass@hooks.example/mms", 200)]
    [InlineData(Own + "#rc=2&rp=all", Own, 200)]
    [InlineData(Own + "?#rc=2", Own + "?", 200)]
    public async Task A_webhook_is_accepted_only_when_the_right_URL_was_signed(string? webhookUrl, string signedUrl, int status)
    {
        using var ingress = new IngressUnderTest(IngressUnderTest.Options with { WebhookUrl = webhookUrl });

        Assert.Equal(status, (await ingress.SendAsync(TwilioWebhook.Mms() with { Url = signedUrl })).StatusCode);
    }

    [Theory]
    [InlineData("https://hooks.example/", "https://hooks.example/")]
    [InlineData("https://hooks.example/", "https://hooks.example:443/")]
    [InlineData("https://hooks.example/fot%C3%B6", "https://hooks.example/fot%C3%B6")]
    [InlineData("https://hooks.example/fot%c3%b6/%7Ex", "https://hooks.example/fot%c3%b6/%7Ex")]
    [InlineData("https://hooks.example/a..b/...", "https://hooks.example/a..b/...")]
    [InlineData("https://hooks.example//mms", "https://hooks.example//mms")]
    [InlineData("http://hooks.example:80/mms", "http://hooks.example:80/mms")]
    [InlineData("http://hooks.example:80/mms", "http://hooks.example/mms")]
    [InlineData("http://hooks.example/mms", "http://hooks.example:80/mms")]
    [InlineData("HTTPS://hooks.example:443/mms", "HTTPS://hooks.example/mms")]
    [InlineData("https://us%7Eer:p%3Ass@hooks.example:443/mms", "https://us%7Eer:p%3Ass@hooks.example/mms")]
    [InlineData("https://us%7Eer:p%3Ass@hooks.example:443/mms", "https://us%7Eer:p%3Ass@hooks.example:443/mms")]
    [InlineData("https://user:pass@hooks.example/mms", "https://user:pass@hooks.example:443/mms")]
    [InlineData("https://[2001:db8::443]/mms", "https://[2001:db8::443]/mms")]
    public async Task A_URL_that_the_settings_accept_is_verified_as_Twilio_signs_it(string webhookUrl, string signedUrl)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["USERS_TABLE"] = "users",
            ["MEDIA_QUEUE_URL"] = IngressUnderTest.Options.MediaQueueUrl,
            ["PUBLIC_BASE_URL"] = IngressUnderTest.Options.PublicBaseUrl,
            ["LINK_SECRET"] = IngressUnderTest.Options.LinkSecret,
            ["TWILIO_ACCOUNT_SID"] = TwilioWebhook.Account,
            ["TWILIO_AUTH_TOKEN"] = TwilioWebhook.Token,
            ["WEBHOOK_URL"] = webhookUrl,
        };
        using var ingress = new IngressUnderTest(IngressOptions.Read(settings.GetValueOrDefault));
        var webhook = TwilioWebhook.Mms() with { Url = signedUrl };

        Assert.Equal(200, (await ingress.SendAsync(webhook)).StatusCode);
        Assert.True(new RequestValidator(TwilioWebhook.Token).Validate(
            signedUrl,
            webhook.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value, StringComparer.Ordinal),
            Signature.Of(TwilioWebhook.Token, signedUrl, webhook.Form)));
    }

    [Theory]
    [InlineData("https://hooks.example/fot%C3%B6", "https://hooks.example/fot%c3%b6")]
    [InlineData("https://hooks.example/fot%C3%B6", "https://hooks.example/fotö")]
    [InlineData("http://hooks.example:80/mms", "https://hooks.example/mms")]
    [InlineData("http://hooks.example:443/mms", "https://hooks.example/mms")]
    [InlineData("https://user:pass@hooks.example/mms", Own)]
    [InlineData(Own, "https://user:pass@hooks.example/mms")]
    public async Task A_URL_that_differs_from_the_signed_one_is_refused(string webhookUrl, string signedUrl)
    {
        using var ingress = new IngressUnderTest(IngressUnderTest.Options with { WebhookUrl = webhookUrl });

        Assert.Equal(403, (await ingress.SendAsync(TwilioWebhook.Mms() with { Url = signedUrl })).StatusCode);
    }

    [Theory]
    [InlineData("host")]
    [InlineData("x-forwarded-host")]
    [InlineData("x-forwarded-proto")]
    [InlineData("x-forwarded-port")]
    [InlineData("x-original-url")]
    [InlineData("forwarded")]
    public async Task The_callers_headers_do_not_change_the_URL(string header)
    {
        using var ingress = new IngressUnderTest();
        var genuine = TwilioWebhook.Mms().ToRequest();
        var forged = (TwilioWebhook.Mms() with { Url = "https://evil.example/mms" }).ToRequest();
        genuine.Headers[header] = forged.Headers[header] = "evil.example";

        Assert.Equal(200, (await ingress.SendAsync(genuine)).StatusCode);
        Assert.Equal(403, (await ingress.SendAsync(forged)).StatusCode);
    }

    [Fact]
    public async Task The_stage_is_part_of_the_signed_URL()
    {
        using var ingress = new IngressUnderTest();
        var webhook = TwilioWebhook.Mms() with { Stage = "prod", Path = "/prod/mms" };

        Assert.Equal(200, (await ingress.SendAsync(webhook)).StatusCode);
        Assert.Equal(403, (await ingress.SendAsync(webhook with { Url = $"https://{TwilioWebhook.Domain}/mms" })).StatusCode);
    }

    [Fact]
    public async Task A_GET_is_signed_with_its_raw_query()
    {
        using var ingress = new IngressUnderTest(IngressUnderTest.Options with { WebhookUrl = Own });
        var webhook = TwilioWebhook.Mms() with { Method = "GET", Url = Own };

        Assert.Equal(200, (await ingress.SendAsync(webhook)).StatusCode);

        var query = webhook.ToRequest().RawQueryString;
        string[] changes =
            [query.Replace("+", "%20", StringComparison.Ordinal), query.Replace("%2B", "%2b", StringComparison.Ordinal), query + "&"];
        foreach (var change in changes)
        {
            var request = webhook.ToRequest();
            request.RawQueryString = change;
            Assert.Equal(403, (await ingress.SendAsync(request)).StatusCode);
        }
    }

    [Fact]
    public async Task The_query_of_a_POST_is_signed()
    {
        using var ingress = new IngressUnderTest(IngressUnderTest.Options with { WebhookUrl = Own + "?tenant=1" });
        var webhook = TwilioWebhook.Mms() with { Url = Own, Query = "tenant=1" };

        Assert.Equal(200, (await ingress.SendAsync(webhook)).StatusCode);

        var request = webhook.ToRequest();
        request.RawQueryString = "tenant=2";
        Assert.Equal(403, (await ingress.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task The_query_of_a_POST_holds_no_parameters()
    {
        using var ingress = new IngressUnderTest();

        var answer = await ingress.SendAsync(TwilioWebhook.Mms().Without("From") with { Query = "From=%2B14155550101" });

        Assert.StartsWith("From is missing", answer.Line(400), StringComparison.Ordinal);
    }
}
