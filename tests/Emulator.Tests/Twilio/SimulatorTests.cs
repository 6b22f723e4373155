using System.Net;
using System.Text.Json;
using MmsQueue.Emulator.Twilio;

namespace MmsQueue.Emulator.Tests.Twilio;

public sealed class SimulatorTests : IAsyncLifetime
{
    private static readonly byte[] Photo = [1, 2, 3, 4];
    private readonly SimulatedTwilio _twilio = new();

    public async ValueTask InitializeAsync() => await _twilio.StartAsync();

    public ValueTask DisposeAsync() => _twilio.DisposeAsync();

    [Fact]
    public async Task The_webhook_has_the_parameters_of_a_US_number()
    {
        await _twilio.SendAsync([("from", "+14155550101"), ("body", "hello & <b>")], ("a.jpg", Photo), ("b.vcf", Photo));

        var parameters = SimulatedTwilio.Parameters(Assert.Single(_twilio.Events));
        Assert.Equal("+14155550101", parameters["From"]);
        Assert.Equal("+14155550199", parameters["To"]);
        Assert.Equal("hello & <b>", parameters["Body"]);
        Assert.Equal("2", parameters["NumMedia"]);
        Assert.Equal("image/jpeg", parameters["MediaContentType0"]);
        Assert.Equal("text/vcard", parameters["MediaContentType1"]);
        Assert.Matches("/2010-04-01/Accounts/AC[0-9a-f]{32}/Messages/MM[0-9a-f]{32}/Media/ME[0-9a-f]{32}$", parameters["MediaUrl1"]);
        Assert.Equal(SimulatedTwilio.AccountSid, parameters["AccountSid"]);
        Assert.Equal(parameters["MessageSid"], parameters["SmsMessageSid"]);
        Assert.Equal("received", parameters["SmsStatus"]);
        Assert.Equal("2010-04-01", parameters["ApiVersion"]);
        Assert.Contains("FromCity", parameters);
        Assert.Equal("", parameters["ToZip"]);
    }

    [Fact]
    public async Task A_message_without_files_is_an_SMS()
    {
        var answer = await _twilio.SendAsync([("body", "hi")]);

        Assert.StartsWith("SM", answer.GetProperty("messageSid").GetString(), StringComparison.Ordinal);
        Assert.Equal("0", SimulatedTwilio.Parameters(Assert.Single(_twilio.Events))["NumMedia"]);
    }

    [Fact]
    public async Task A_WhatsApp_message_has_a_profile_and_no_geography()
    {
        await _twilio.SendAsync([("from", "whatsapp:+14155550102"), ("profileName", "Zoë")], ("a.png", Photo));

        var parameters = SimulatedTwilio.Parameters(Assert.Single(_twilio.Events));
        Assert.Equal("Zoë", parameters["ProfileName"]);
        Assert.Equal("14155550102", parameters["WaId"]);
        Assert.DoesNotContain("FromCity", parameters);
    }

    [Fact]
    public async Task A_POST_is_signed_with_its_parameters()
    {
        await _twilio.SendAsync([("body", "é b")], ("a.jpg", Photo));

        var webhook = Assert.Single(_twilio.Events);
        Assert.Equal(ExpectedSignature(webhook), Signature(webhook));
    }

    [Fact]
    public async Task A_GET_is_signed_with_its_raw_URL_alone()
    {
        await _twilio.SendAsync([("method", "GET"), ("body", "é b")], ("a.jpg", Photo));

        var webhook = Assert.Single(_twilio.Events);
        var url = $"{_twilio.WebhookUrl}?{webhook.GetProperty("rawQueryString").GetString()}";
        Assert.Equal("GET", webhook.GetProperty("requestContext").GetProperty("http").GetProperty("method").GetString());
        Assert.Equal("é b", SimulatedTwilio.Parameters(webhook)["Body"]);
        Assert.Equal(WebhookSignature.Sign(SimulatedTwilio.AuthToken, url, []), Signature(webhook));
    }

    [Fact]
    public async Task Unsigned_omits_the_signature_and_badsignature_sends_a_wrong_one()
    {
        await _twilio.SendAsync([("fault", "unsigned")]);
        await _twilio.SendAsync([("fault", "badsignature")]);

        var webhooks = _twilio.Events.ToArray();
        Assert.Null(Signature(webhooks[0]));
        Assert.NotEqual(ExpectedSignature(webhooks[1]), Signature(webhooks[1]), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Duplicate_sends_the_same_message_twice()
    {
        var answer = await _twilio.SendAsync([("fault", "duplicate")], ("a.jpg", Photo));

        Assert.Equal([200, 200], answer.GetProperty("statuses").EnumerateArray().Select(status => status.GetInt32()));
        Assert.Single(_twilio.Events.Select(webhook => SimulatedTwilio.Parameters(webhook)["MessageSid"]).Distinct(StringComparer.Ordinal));
        Assert.Equal(2, _twilio.Events.Count);
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData("0", 1)]
    [InlineData("1", 2)]
    public async Task A_failed_webhook_is_retried_twice_or_as_often_as_requested(string retries, int calls)
    {
        _twilio.Answer = """{"statusCode":503}""";

        await _twilio.SendAsync([("retries", retries)]);

        Assert.Equal(calls, _twilio.Events.Count);
    }

    [Fact]
    public async Task The_response_has_status_TwiML_reply_and_links()
    {
        var answer = await _twilio.SendAsync([], ("a.jpg", Photo));

        Assert.Equal(200, answer.GetProperty("status").GetInt32());
        Assert.StartsWith("<Response>", answer.GetProperty("twiml").GetString(), StringComparison.Ordinal);
        Assert.Equal("Look: http://x.example/a.jpg and\nhttp://x.example/b.jpg", answer.GetProperty("reply").GetString());
        var links = answer.GetProperty("links").EnumerateArray().Select(link => link.GetString()!);
        Assert.Equal(["http://x.example/a.jpg", "http://x.example/b.jpg"], links, StringComparer.Ordinal);
    }

    [Fact]
    public async Task TwiML_without_a_message_means_no_reply()
    {
        _twilio.Answer = """{"statusCode":200,"body":"<Response/>"}""";

        var answer = await _twilio.SendAsync([("body", "STOP")]);

        Assert.Equal(JsonValueKind.Null, answer.GetProperty("reply").ValueKind);
        Assert.Empty(answer.GetProperty("links").EnumerateArray());
    }

    [Theory]
    [InlineData("colour", "red", "colour")]
    [InlineData("fault", "404xx", "404xN")]
    [InlineData("method", "PUT", "method")]
    public async Task An_invalid_field_returns_400_and_is_named(string name, string value, string named)
    {
        using var response = await _twilio.PostAsync([(name, value)]);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(named, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(_twilio.Events);
    }

    [Fact]
    public async Task More_than_ten_files_return_400()
    {
        using var response = await _twilio.PostAsync([], [.. Enumerable.Repeat(("a.jpg", Photo), 11)]);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_body_that_is_not_a_form_returns_400()
    {
        using var content = new StringContent("hello");
        using var response = await _twilio.Http.PostAsync(Simulator.Route, content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private string ExpectedSignature(JsonElement webhook) =>
        WebhookSignature.Sign(SimulatedTwilio.AuthToken, _twilio.WebhookUrl, SimulatedTwilio.Parameters(webhook));

    private static string? Signature(JsonElement webhook) =>
        webhook.GetProperty("headers").TryGetProperty("x-twilio-signature", out var signature) ? signature.GetString() : null;
}
