using MmsQueue.Shared;

namespace MmsQueue.Reconciler.Tests;

/// <summary>The settings of the reconciler.</summary>
public sealed class ReconcilerOptionsTests
{
    private static readonly Dictionary<string, string> Valid = new(StringComparer.Ordinal)
    {
        ["MEDIA_BUCKET"] = "media",
        ["MEDIA_QUEUE_URL"] = "https://sqs.us-east-1.amazonaws.com/123456789012/media",
        ["DEAD_LETTER_QUEUE_URL"] = "https://sqs.us-east-1.amazonaws.com/123456789012/dead",
        ["PUBLIC_BASE_URL"] = "https://links.example/",
        ["LINK_SECRET"] = new('s', 32),
        ["WEBHOOK_URL"] = "https://user:pass@mms.example/mms",
        ["TWILIO_ACCOUNT_SID"] = "AC" + new string('a', 32),
        ["TWILIO_AUTH_TOKEN"] = "token",
    };

    [Fact]
    public void The_defaults_look_back_two_days_in_periods_of_15_minutes_and_reply()
    {
        var options = ReconcilerOptions.Read(Valid.GetValueOrDefault);

        Assert.Equal(
            (TimeSpan.FromHours(48), TimeSpan.FromMinutes(15), true), (options.LookBack, options.Period, options.ReplyAfterRecovery));
        Assert.Equal(("https://links.example", Valid["TWILIO_ACCOUNT_SID"]), (options.PublicBaseUrl, options.TwilioUser));
        Assert.Empty(options.TwilioNumbers);
    }

    [Fact]
    public void An_API_key_replaces_the_account_and_its_token_for_the_REST_API_only()
    {
        var options = With(("TWILIO_API_KEY", "SK1"), ("TWILIO_API_SECRET", "secret"));

        Assert.Equal(("SK1", "secret", "token"), (options.TwilioUser, options.TwilioPassword, options.TwilioAuthToken));
    }

    [Fact]
    public void Numbers_are_separated_by_commas() => Assert.Equal(
        ["+14155550199", "whatsapp:+14155550199"],
        With(("TWILIO_NUMBERS", "+14155550199, whatsapp:+14155550199")).TwilioNumbers);

    [Fact]
    public void Every_missing_setting_is_reported_at_once()
    {
        var error = Assert.Throws<SettingsException>(() => ReconcilerOptions.Read(_ => null));

        Assert.All(Valid.Keys, name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("WEBHOOK_URL", "/mms")]
    [InlineData("LINK_SECRET", "short")]
    [InlineData("REPLY_AFTER_RECOVERY", "perhaps")]
    [InlineData("RECONCILE_PERIOD_SECONDS", "0")]
    [InlineData("LOOK_BACK_HOURS", "9999")]
    [InlineData("TWILIO_API_ORIGIN", "twilio")]
    public void A_malformed_setting_is_named_and_not_repeated(string name, string value)
    {
        var error = Assert.Throws<SettingsException>(() => With((name, value)));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain($" {value} ", error.Message, StringComparison.Ordinal);
    }

    private static ReconcilerOptions With(params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string>(Valid, StringComparer.Ordinal);
        Array.ForEach(settings, setting => all[setting.Name] = setting.Value);
        return ReconcilerOptions.Read(all.GetValueOrDefault);
    }
}
