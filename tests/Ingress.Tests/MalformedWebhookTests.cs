using MmsQueue.Ingress.Tests.Support;

namespace MmsQueue.Ingress.Tests;

/// <summary>A signed but malformed request gets a line that names the field, and nothing is written.</summary>
public sealed class MalformedWebhookTests
{
    private const string Marker = "M4rker";

    [Theory]
    [InlineData("NumMedia", "-1")]
    [InlineData("NumMedia", "abc")]
    [InlineData("NumMedia", "999")]
    [InlineData("NumMedia", "1")]
    [InlineData("NumMedia", "0")]
    [InlineData("NumMedia", "11")]
    [InlineData("NumMedia", "1.5")]
    [InlineData("NumMedia", " 1")]
    [InlineData("NumMedia", "99999999999999999999")]
    [InlineData("NumMedia", "")]
    [InlineData("MessageSid", "")]
    [InlineData("MessageSid", Marker)]
    [InlineData("MessageSid", "MMaa56aff7e3b3f3fe164b98c855e0f8a/../x")]
    [InlineData("AccountSid", "")]
    [InlineData("AccountSid", Marker)]
    [InlineData("From", "")]
    [InlineData("From", "   ")]
    [InlineData("MediaUrl0", "")]
    [InlineData("MediaUrl1", "")]
    public async Task An_invalid_field_is_named(string field, string value) =>
        await AssertMalformedAsync(field, TwilioWebhook.Mms(2).With(field, value));

    [Theory]
    [InlineData("NumMedia")]
    [InlineData("MessageSid")]
    [InlineData("AccountSid")]
    [InlineData("From")]
    [InlineData("MediaUrl0")]
    [InlineData("MediaUrl1")]
    public async Task A_missing_field_is_named(string field) => await AssertMalformedAsync(field, TwilioWebhook.Mms(2).Without(field));

    [Fact]
    public async Task An_overlong_field_is_refused()
    {
        await AssertMalformedAsync("From", TwilioWebhook.Mms().With("From", Marker + new string('9', 300)));
        await AssertMalformedAsync("MediaUrl0", TwilioWebhook.Mms().With("MediaUrl0", "https://" + Marker + new string('x', 2048)));
        await AssertMalformedAsync(
            "MediaContentType0",
            TwilioWebhook.Mms().With("MediaContentType0", "image/" + Marker + new string('x', 256)));
    }

    [Fact]
    public async Task An_eleventh_attachment_is_refused_and_not_ignored() => await AssertMalformedAsync("NumMedia", TwilioWebhook.Mms(11));

    [Theory]
    [InlineData(1, "MediaUrl2")]
    [InlineData(1, "MediaUrl9")]
    [InlineData(0, "MediaUrl1")]
    [InlineData(2, "MediaUrl10")]
    [InlineData(1, "MediaUrl99999999999999999999")]
    [InlineData(1, "MediaUrl01")]
    [InlineData(1, "MediaUrl00")]
    public async Task A_media_URL_beyond_NumMedia_is_refused_whatever_its_index(int media, string name) =>
        await AssertMalformedAsync("NumMedia", TwilioWebhook.Mms(media).With(name, "https://api.twilio.com/" + Marker));

    [Theory]
    [InlineData("MediaUrl0")]
    [InlineData("MediaContentType0")]
    public async Task An_attachment_with_conflicting_values_is_refused_and_not_ignored(string name)
    {
        var webhook = TwilioWebhook.Mms();
        await AssertMalformedAsync(name, webhook with { RawForm = $"{webhook.Form}&{name}={Marker}" });
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("multipart/form-data; boundary=" + Marker)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencodedx")]
    [InlineData("application/x-www-form-urlencoded,application/json")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_POST_that_is_not_a_form_is_refused(string? contentType) =>
        await AssertMalformedAsync("Content-Type", TwilioWebhook.Mms() with { ContentType = contentType });

    [Theory]
    [InlineData("")]
    [InlineData("&&&=&==&")]
    [InlineData("{\"MessageSid\":\"" + Marker + "\"}")]
    public async Task A_signed_body_without_parameters_is_refused(string form) =>
        await AssertMalformedAsync("MessageSid", new TwilioWebhook { RawForm = form });

    [Fact]
    public async Task Another_account_is_refused_even_when_signed()
    {
        using var ingress = new IngressUnderTest();

        var answer = await ingress.SendAsync(TwilioWebhook.Mms().With("AccountSid", "AC00000000000000000000000000000002"));

        Assert.StartsWith("AccountSid", answer.Line(403), StringComparison.Ordinal);
        Assert.Equal("foreign-account", ingress.Entry("Refused").GetProperty("reason").GetString());
        Assert.Equal((0, 0), (ingress.Users.Call.Count, ingress.Queue.Call.Count));
    }

    private static async Task AssertMalformedAsync(string field, TwilioWebhook webhook)
    {
        using var ingress = new IngressUnderTest();

        var answer = await ingress.SendAsync(webhook);

        Assert.StartsWith(field, answer.Line(400), StringComparison.Ordinal);
        Assert.DoesNotContain(Marker, answer.Body + ingress.LogText, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((0, 0), (ingress.Users.Call.Count, ingress.Queue.Call.Count));
        Assert.Equal("malformed", ingress.Entry("Refused").GetProperty("reason").GetString());
    }
}
