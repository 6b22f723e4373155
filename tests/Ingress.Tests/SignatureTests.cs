using MmsQueue.Ingress.Tests.Support;

namespace MmsQueue.Ingress.Tests;

public sealed class SignatureTests
{
    [Theory]
    [InlineData("", "missing-signature")]
    [InlineData(" ", "wrong-signature")]
    [InlineData("not base64!", "wrong-signature")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAA=", "wrong-signature")]
    [InlineData("QFlN4ELHSTXVHQWkZxHnZcUKppI=", "wrong-signature")]
    [InlineData("é\0", "wrong-signature")]
    public async Task A_request_without_a_valid_signature_is_refused_and_nothing_is_written(string signature, string reason)
    {
        using var ingress = new IngressUnderTest();

        var answer = await ingress.SendAsync(TwilioWebhook.Mms() with { WrongSignature = signature });

        Assert.StartsWith("X-Twilio-Signature", answer.Line(403), StringComparison.Ordinal);
        Assert.Equal((0, 0), (ingress.Users.Call.Count, ingress.Queue.Call.Count));
        Assert.Equal(reason, ingress.Entry("Refused").GetProperty("reason").GetString());
        Assert.Equal(1, ingress.Metric("WebhooksRefused"));
    }

    [Fact]
    public async Task A_valid_signature_repeated_in_one_header_is_refused()
    {
        var request = TwilioWebhook.Mms().ToRequest();
        request.Headers["x-twilio-signature"] += "," + request.Headers["x-twilio-signature"];

        await AssertRefusedAsync(request);
    }

    [Fact]
    public async Task A_request_without_headers_is_refused()
    {
        var request = TwilioWebhook.Mms().ToRequest();
        request.Headers = null;

        await AssertRefusedAsync(request);
    }

    [Fact]
    public async Task A_body_changed_after_signing_is_refused()
    {
        var request = (TwilioWebhook.Mms() with { IsBase64 = false }).ToRequest();
        request.Body = request.Body.Replace("5550101", "5550199", StringComparison.Ordinal);

        await AssertRefusedAsync(request);
    }

    [Fact]
    public async Task A_body_falsely_marked_as_base64_is_refused()
    {
        var request = (TwilioWebhook.Mms() with { IsBase64 = false }).ToRequest();
        request.IsBase64Encoded = true;

        await AssertRefusedAsync(request);
    }

    [Fact]
    public async Task The_secondary_token_is_accepted_during_a_rotation()
    {
        using var ingress = new IngressUnderTest(
            IngressUnderTest.Options with { TwilioAuthTokens = [TwilioWebhook.Token, "the-next-token"] });

        Assert.Single((await ingress.SendAsync(TwilioWebhook.Mms() with { SignedWith = "the-next-token" })).Links());
        Assert.Single((await ingress.SendAsync(TwilioWebhook.Mms())).Links());
        Assert.Equal(403, (await ingress.SendAsync(TwilioWebhook.Mms() with { SignedWith = "a-third-token" })).StatusCode);
    }

    [Fact]
    public async Task A_signed_JSON_body_is_refused_because_it_is_not_a_form()
    {
        using var ingress = new IngressUnderTest();
        const string Json = """{"MessageSid":"MM1"}""";
        var webhook = new TwilioWebhook
        {
            RawForm = Json,
            ContentType = "application/json",
            Query = "bodySHA256=1f80e6c4bf6f8c6a2d2c3d7a4ce2d8b0", // Not the body's hash.
        };
        Assert.Equal(403, (await ingress.SendAsync(webhook)).StatusCode);

        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Json)));
        var query = $"bodySHA256={hash}";
        var signature = Signature.Of(TwilioWebhook.Token, $"https://{TwilioWebhook.Domain}/mms?{query}");

        Assert.StartsWith(
            "Content-Type",
            (await ingress.SendAsync(webhook with { Query = query, WrongSignature = signature })).Line(400),
            StringComparison.Ordinal);
    }

    private static async Task AssertRefusedAsync(Amazon.Lambda.APIGatewayEvents.APIGatewayHttpApiV2ProxyRequest request)
    {
        using var ingress = new IngressUnderTest();

        Assert.Equal(403, (await ingress.SendAsync(request)).StatusCode);
        Assert.Equal((0, 0), (ingress.Users.Call.Count, ingress.Queue.Call.Count));
    }
}
