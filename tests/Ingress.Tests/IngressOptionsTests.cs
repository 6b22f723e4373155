using MmsQueue.Ingress.Tests.Support;
using MmsQueue.Shared;

namespace MmsQueue.Ingress.Tests;

public sealed class IngressOptionsTests
{
    private static readonly Dictionary<string, string> Good = new(StringComparer.Ordinal)
    {
        ["USERS_TABLE"] = "users",
        ["MEDIA_QUEUE_URL"] = "https://sqs.us-east-1.amazonaws.com/123456789012/media",
        ["PUBLIC_BASE_URL"] = "https://photos.example",
        ["LINK_SECRET"] = "local-link-secret-0123456789abcdef",
        ["TWILIO_ACCOUNT_SID"] = TwilioWebhook.Account,
        ["TWILIO_AUTH_TOKEN"] = TwilioWebhook.Token,
    };

    [Fact]
    public void The_required_settings_are_enough()
    {
        var options = Read();

        Assert.Equal([TwilioWebhook.Token], options.TwilioAuthTokens, StringComparer.Ordinal);
        Assert.Equal(("media", null, null, null), (options.MediaKeyPrefix, options.WebhookUrl, options.ReplyMedia, options.ReplyNoMedia));
        Assert.Equal(TimeSpan.FromSeconds(8), options.Budget);
    }

    [Fact]
    public void The_optional_settings_are_read()
    {
        var options = Read(
            ("TWILIO_AUTH_TOKEN_SECONDARY", "second"), ("WEBHOOK_URL", "https://hooks.example/mms#rc=2"), ("MEDIA_KEY_PREFIX", "a/b/"),
            ("REPLY_MEDIA", "x {links}"), ("REPLY_NO_MEDIA", "y"));

        Assert.Equal([TwilioWebhook.Token, "second"], options.TwilioAuthTokens, StringComparer.Ordinal);
        Assert.Equal(("https://hooks.example/mms#rc=2", "a/b"), (options.WebhookUrl, options.MediaKeyPrefix));
        Assert.Equal(("x {links}", "y"), (options.ReplyMedia, options.ReplyNoMedia));
    }

    [Fact]
    public void Whitespace_around_a_secret_is_trimmed() =>
        Assert.Equal(["a-token"], Read(("TWILIO_AUTH_TOKEN", " a-token\n")).TwilioAuthTokens);

    [Theory]
    [InlineData("https://photos.example/")]
    [InlineData("https://photos.example//")]
    public void A_trailing_slash_in_the_base_URL_is_ignored(string url) =>
        Assert.Equal("https://photos.example", Read(("PUBLIC_BASE_URL", url)).PublicBaseUrl);

    [Theory]
    [InlineData("USERS_TABLE")]
    [InlineData("MEDIA_QUEUE_URL")]
    [InlineData("PUBLIC_BASE_URL")]
    [InlineData("LINK_SECRET")]
    [InlineData("TWILIO_ACCOUNT_SID")]
    [InlineData("TWILIO_AUTH_TOKEN")]
    public void A_missing_or_empty_setting_is_named(string name)
    {
        AssertFault(name, "is missing", null);
        AssertFault(name, "is missing", "");
        AssertFault(name, "is missing", "  ");
    }

    [Theory]
    [InlineData("MEDIA_QUEUE_URL", "media-queue")]
    [InlineData("MEDIA_QUEUE_URL", "http://sqs.example/1/q")]
    [InlineData("PUBLIC_BASE_URL", "photos.example")]
    [InlineData("PUBLIC_BASE_URL", "http://photos.example")]
    [InlineData("PUBLIC_BASE_URL", "https://photos.example?x=1")]
    [InlineData("PUBLIC_BASE_URL", "https://photos.example/#x")]
    [InlineData("PUBLIC_BASE_URL", "https://photos .example")]
    [InlineData("PUBLIC_BASE_URL", "https://user:pass@photos.example")]
    [InlineData("PUBLIC_BASE_URL", "https://user@photos.example/a")]
    [InlineData("PUBLIC_BASE_URL", "https://@photos.example")]
    [InlineData("PUBLIC_BASE_URL", "https:\\\\photos.example")]
    [InlineData("PUBLIC_BASE_URL", "https:photos.example")]
    [InlineData("MEDIA_QUEUE_URL", "https://user:pass@sqs.us-east-1.amazonaws.com/123456789012/media")]
    [InlineData("WEBHOOK_URL", "https://hooks.example")]
    [InlineData("WEBHOOK_URL", "https://hooks.example?tenant=1")]
    [InlineData("WEBHOOK_URL", "https://hooks.example:443#rc=2")]
    [InlineData("WEBHOOK_URL", "https://hooks.example/fotö")]
    [InlineData("WEBHOOK_URL", "https://höoks.example/mms")]
    [InlineData("WEBHOOK_URL", "https://hooks.example/mms?name=ö")]
    [InlineData("WEBHOOK_URL", "https://hooks.example/a/../mms")]
    [InlineData("WEBHOOK_URL", "https://hooks.example/./mms")]
    [InlineData("WEBHOOK_URL", "https://hooks.example/mms/..")]
    [InlineData("WEBHOOK_URL", "https://hooks.example/a/%2E%2e/mms")]
    [InlineData("WEBHOOK_URL", "https://hooks.example\\mms")]
    [InlineData("WEBHOOK_URL", "https:hooks.example/mms")]
    [InlineData("WEBHOOK_URL", "hooks.example/mms")]
    [InlineData("WEBHOOK_URL", "ftp://hooks.example/mms")]
    [InlineData("MEDIA_KEY_PREFIX", "../up")]
    [InlineData("MEDIA_KEY_PREFIX", "a b")]
    [InlineData("LINK_SECRET", "only-31-characters-0123456789ab")]
    [InlineData("TWILIO_ACCOUNT_SID", "MM00000000000000000000000000000001")]
    [InlineData("TWILIO_ACCOUNT_SID", "AC1")]
    [InlineData("REPLY_MEDIA", "no place for them")]
    [InlineData("REPLY_MEDIA", "{link}")]
    [InlineData("REPLY_MEDIA", "\u0001{links}")]
    [InlineData("REPLY_NO_MEDIA", "\u0001")]
    public void A_malformed_setting_is_named_without_its_value(string name, string value) => AssertFault(name, "", value);

    [Theory]
    [InlineData("https://photos.example/a@b")]
    [InlineData("https://photos.example:8443")]
    public void A_base_URL_without_user_info_is_accepted(string url) => Assert.Equal(url, Read(("PUBLIC_BASE_URL", url)).PublicBaseUrl);

    [Fact]
    public void Texts_too_long_for_a_reply_are_named()
    {
        AssertFault("PUBLIC_BASE_URL", "and MEDIA_KEY_PREFIX must have at most", "https://photos.example/" + new string('p', 100));
        AssertFault("REPLY_MEDIA", "must have fewer than 1600", "{links}" + new string('x', 1600));
        AssertFault("REPLY_NO_MEDIA", "must have fewer than 1600", new string('x', 1600));
    }

    [Fact]
    public void One_message_lists_all_faults()
    {
        var message = Assert.Throws<SettingsException>(() => IngressOptions.Read(_ => null)).Message;

        Assert.All(Good.Keys, name => Assert.Contains(name + " is missing", message, StringComparison.Ordinal));
    }

    private static IngressOptions Read(params (string Name, string? Value)[] changes) => IngressOptions.Read(name =>
        Array.Exists(changes, change => string.Equals(change.Name, name, StringComparison.Ordinal))
            ? Array.Find(changes, change => string.Equals(change.Name, name, StringComparison.Ordinal)).Value
            : Good.GetValueOrDefault(name));

    private static void AssertFault(string name, string rule, string? value)
    {
        var message = Assert.Throws<SettingsException>(() => Read((name, value))).Message;

        Assert.Contains($"{name} {rule}", message, StringComparison.Ordinal);
        Assert.DoesNotContain("; ", message, StringComparison.Ordinal);
        Assert.True(string.IsNullOrWhiteSpace(value) || !message.Contains(value, StringComparison.Ordinal), message);
    }
}
