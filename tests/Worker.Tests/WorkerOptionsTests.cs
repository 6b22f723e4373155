using MmsQueue.Shared;

namespace MmsQueue.Worker.Tests;

/// <summary>The worker's settings.</summary>
public sealed class WorkerOptionsTests
{
    private static readonly Dictionary<string, string> Complete = new(StringComparer.Ordinal)
    {
        ["MEDIA_BUCKET"] = "bucket",
        ["MEDIA_QUEUE_URL"] = "https://sqs.us-east-1.amazonaws.com/123456789012/media",
        ["DEAD_LETTER_QUEUE_URL"] = "https://sqs.us-east-1.amazonaws.com/123456789012/dead",
        ["TWILIO_ACCOUNT_SID"] = TestWorker.Account,
        ["TWILIO_AUTH_TOKEN"] = "0123456789abcdef0123456789abcdef",
    };

    [Fact]
    public void The_required_settings_are_enough_and_the_others_have_defaults()
    {
        var options = Read();

        Assert.Equal("media", options.MediaKeyPrefix);
        Assert.Equal(16 * 1024 * 1024, options.MaxMediaBytes);
        Assert.Equal(8, options.MaxReceiveCount);
        Assert.Equal(10, options.MaxParallel);
        Assert.False(options.DeleteMediaAtTwilio);
        Assert.Empty(options.ExtraMediaOrigins);
        Assert.Equal(4, options.MaxTries);
        Assert.Equal(TimeSpan.FromMilliseconds(500), options.RetryDelay);
        Assert.Equal(TimeSpan.FromSeconds(20), options.TryTimeout);
        Assert.Equal([10, 60, 300, 900, 3600, 10800, 21600], options.Redelivery.Select(pause => pause.TotalSeconds));
        Assert.Equal(TimeSpan.FromMinutes(2), options.NotFoundGrace);
        Assert.Equal(TimeSpan.FromHours(1), options.MaxRetryAfter);
        Assert.Equal(TimeSpan.FromSeconds(2), options.Reserve);
    }

    [Fact]
    public void Attempts_and_times_are_settings()
    {
        var options = Read(
            ("MAX_TRIES", "1"), ("RETRY_DELAY_MS", "60000"), ("TRY_TIMEOUT_SECONDS", "900"), ("REDELIVERY_SECONDS", "1, 39600"),
            ("NOT_FOUND_GRACE_SECONDS", "0"), ("MAX_RETRY_AFTER_SECONDS", "39600"));

        Assert.Equal(1, options.MaxTries);
        Assert.Equal(TimeSpan.FromMinutes(1), options.RetryDelay);
        Assert.Equal(TimeSpan.FromMinutes(15), options.TryTimeout);
        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromHours(11)], options.Redelivery);
        Assert.Equal(TimeSpan.Zero, options.NotFoundGrace);
        Assert.Equal(TimeSpan.FromHours(11), options.MaxRetryAfter);
    }

    [Theory]
    [InlineData("MEDIA_BUCKET")]
    [InlineData("MEDIA_QUEUE_URL")]
    [InlineData("DEAD_LETTER_QUEUE_URL")]
    [InlineData("TWILIO_ACCOUNT_SID")]
    [InlineData("TWILIO_AUTH_TOKEN")]
    public void A_missing_or_empty_required_setting_is_named(string name)
    {
        foreach (var value in (string?[])[null, "", "  "])
        {
            Assert.Contains($"{name} is missing", Fault(name, value), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("MEDIA_QUEUE_URL", "media-queue")]
    [InlineData("MEDIA_QUEUE_URL", "sqs.us-east-1.amazonaws.com/1/secret")]
    [InlineData("DEAD_LETTER_QUEUE_URL", "http://sqs.us-east-1.amazonaws.com/1/secret")]
    [InlineData("DEAD_LETTER_QUEUE_URL", "arn:aws:sqs:us-east-1:123456789012:secret")]
    [InlineData("TWILIO_ACCOUNT_SID", "AC1")]
    [InlineData("TWILIO_ACCOUNT_SID", "SK00000000000000000000000000000001")]
    [InlineData("MEDIA_KEY_PREFIX", "../secret")]
    [InlineData("MEDIA_KEY_PREFIX", "a//secret")]
    [InlineData("MEDIA_KEY_PREFIX", ".secret")]
    [InlineData("MEDIA_KEY_PREFIX", "sec ret")]
    [InlineData("MAX_MEDIA_BYTES", "-1")]
    [InlineData("MAX_MEDIA_BYTES", "0")]
    [InlineData("MAX_MEDIA_BYTES", "16MB")]
    [InlineData("MAX_MEDIA_BYTES", "1.5")]
    [InlineData("MAX_MEDIA_BYTES", "99999999999999999999")]
    [InlineData("MAX_RECEIVE_COUNT", "0")]
    [InlineData("MAX_RECEIVE_COUNT", "1001")]
    [InlineData("MAX_PARALLEL", "0")]
    [InlineData("MAX_PARALLEL", "11")]
    [InlineData("MAX_TRIES", "0")]
    [InlineData("MAX_TRIES", "11")]
    [InlineData("RETRY_DELAY_MS", "0")]
    [InlineData("RETRY_DELAY_MS", "60001")]
    [InlineData("TRY_TIMEOUT_SECONDS", "0")]
    [InlineData("TRY_TIMEOUT_SECONDS", "901")]
    [InlineData("REDELIVERY_SECONDS", "10,0")]
    [InlineData("REDELIVERY_SECONDS", "39601")]
    [InlineData("REDELIVERY_SECONDS", "10,secret")]
    [InlineData("NOT_FOUND_GRACE_SECONDS", "-1")]
    [InlineData("NOT_FOUND_GRACE_SECONDS", "86401")]
    [InlineData("MAX_RETRY_AFTER_SECONDS", "0")]
    [InlineData("MAX_RETRY_AFTER_SECONDS", "39601")]
    [InlineData("DELETE_MEDIA_AT_TWILIO", "yes")]
    [InlineData("DELETE_MEDIA_AT_TWILIO", "1")]
    [InlineData("EXTRA_MEDIA_ORIGINS", "127.0.0.1:5080")]
    [InlineData("EXTRA_MEDIA_ORIGINS", "http://127.0.0.1:5080/secret")]
    [InlineData("EXTRA_MEDIA_ORIGINS", "http://secret@127.0.0.1:5080")]
    [InlineData("EXTRA_MEDIA_ORIGINS", "http://127.0.0.1:5080,file:///secret")]
    public void A_malformed_setting_is_named_without_its_value(string name, string value)
    {
        var fault = Fault(name, value);
        Assert.Contains($"{name} must", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://sqs.us-east-1.amazonaws.com/123456789012/media")]
    [InlineData("https://sqs.us-east-1.amazonaws.com/123456789012/media/")]
    [InlineData("https://SQS.us-east-1.AmazonAWS.com/123456789012/media")]
    [InlineData("https://sqs.us-east-1.amazonaws.com:443/123456789012/media")]
    [InlineData("https://somebody@sqs.us-east-1.amazonaws.com/123456789012/media?x#y")]
    public void A_dead_letter_queue_that_is_the_media_queue_is_refused(string url) =>
        Assert.Contains(
            "DEAD_LETTER_QUEUE_URL must not be the queue of MEDIA_QUEUE_URL",
            Fault("DEAD_LETTER_QUEUE_URL", url),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("https://sqs.eu-west-1.amazonaws.com/123456789012/media")]
    [InlineData("https://sqs.us-east-1.amazonaws.com/123456789013/media")]
    [InlineData("https://sqs.us-east-1.amazonaws.com/123456789012/Media")]
    public void A_dead_letter_queue_with_another_region_account_or_name_is_accepted(string url) =>
        Assert.Equal(url, Read(("DEAD_LETTER_QUEUE_URL", url)).DeadLetterQueueUrl);

    [Fact]
    public void One_message_lists_all_faults()
    {
        var fault = Assert.Throws<SettingsException>(() => WorkerOptions.Read(_ => null)).Message;
        Assert.All(Complete.Keys, name => Assert.Contains(name, fault, StringComparison.Ordinal));
    }

    [Fact]
    public void An_API_key_is_used_with_its_own_secret()
    {
        var options = Read(("TWILIO_API_KEY", TestWorker.User), ("TWILIO_API_SECRET", "the-secret"));
        Assert.Equal((TestWorker.User, "the-secret"), (options.TwilioUser, options.TwilioPassword));
    }

    [Fact]
    public void An_API_key_is_never_used_with_the_accounts_token() =>
        Assert.Contains("TWILIO_API_SECRET is missing", Fault("TWILIO_API_KEY", TestWorker.User), StringComparison.Ordinal);

    [Fact]
    public void Without_an_API_key_the_account_and_its_token_are_used()
    {
        var options = Read();
        Assert.Equal((TestWorker.Account, Complete["TWILIO_AUTH_TOKEN"]), (options.TwilioUser, options.TwilioPassword));
    }

    [Fact]
    public void With_an_API_key_no_token_is_needed() =>
        Assert.Equal(
            TestWorker.User,
            Read(("TWILIO_API_KEY", TestWorker.User), ("TWILIO_API_SECRET", "s"), ("TWILIO_AUTH_TOKEN", "")).TwilioUser);

    [Fact]
    public void Slashes_around_the_prefix_are_ignored() => Assert.Equal("a/b", Read(("MEDIA_KEY_PREFIX", "/a/b/")).MediaKeyPrefix);

    [Fact]
    public void Extra_origins_are_read_from_a_list() =>
        Assert.Equal(2, Read(("EXTRA_MEDIA_ORIGINS", " http://127.0.0.1:5080 , http://localhost:5081/ ,")).ExtraMediaOrigins.Count);

    private static string Fault(string name, string? value) => Assert.Throws<SettingsException>(() => Read((name, value))).Message;

    private static WorkerOptions Read(params (string Name, string? Value)[] changes) =>
        WorkerOptions.Read(name => Array.Find(changes, change => change.Name == name) is { Name: not null } change
            ? change.Value
            : Complete.GetValueOrDefault(name));
}
