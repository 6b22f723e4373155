using MmsQueue.Operations.Reconcile;
using MmsQueue.Shared;

namespace MmsQueue.Reconciler;

/// <summary>The reconciler's settings, from environment variables.</summary>
public sealed record ReconcilerOptions
{
    /// <summary>
    /// MEDIA_BUCKET: name of the S3 bucket for media files. The reconciler keeps its state there, outside the links' prefix.
    /// </summary>
    public required string MediaBucket { get; init; }

    /// <summary>MEDIA_KEY_PREFIX: prefix of every S3 key. Default <c>media</c>.</summary>
    public string MediaKeyPrefix { get; init; } = "media";

    /// <summary>MEDIA_QUEUE_URL: URL of the SQS queue for jobs.</summary>
    public required string MediaQueueUrl { get; init; }

    /// <summary>DEAD_LETTER_QUEUE_URL: URL of the SQS queue for jobs that failed.</summary>
    public required string DeadLetterQueueUrl { get; init; }

    /// <summary>PUBLIC_BASE_URL: start of every link, without a trailing slash.</summary>
    public required string PublicBaseUrl { get; init; }

    /// <summary>LINK_SECRET: key for computing links, the same as the ingress's.</summary>
    public required string LinkSecret { get; init; }

    /// <summary>WEBHOOK_URL: webhook URL exactly as configured in Twilio. Recovered messages are sent to it.</summary>
    public required string WebhookUrl { get; init; }

    /// <summary>TWILIO_ACCOUNT_SID: the Twilio account whose messages are reconciled.</summary>
    public required string TwilioAccountSid { get; init; }

    /// <summary>TWILIO_AUTH_TOKEN: token that signs recovered messages.</summary>
    public required string TwilioAuthToken { get; init; }

    /// <summary>TWILIO_API_KEY, or else TWILIO_ACCOUNT_SID: user name for Twilio's REST API.</summary>
    public required string TwilioUser { get; init; }

    /// <summary>TWILIO_API_SECRET with TWILIO_API_KEY, or else TWILIO_AUTH_TOKEN: password for Twilio's REST API.</summary>
    public required string TwilioPassword { get; init; }

    /// <summary>
    /// TWILIO_NUMBERS: numbers that belong to this stack, separated by commas, WhatsApp senders as whatsapp:+1….
    /// Default: every number of the account whose webhook, or whose Messaging Service's webhook, is WEBHOOK_URL.
    /// </summary>
    public IReadOnlyList<string> TwilioNumbers { get; init; } = [];

    /// <summary>
    /// REPLY_AFTER_RECOVERY: whether a sender who got no reply is sent the links, at most 24 hours after the message. Default true.
    /// </summary>
    public bool ReplyAfterRecovery { get; init; } = true;

    /// <summary>
    /// RECONCILE_PERIOD_SECONDS: length of the periods that are checked as a whole, and age below which a message is not checked yet,
    /// in seconds. Default 900.
    /// </summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>LOOK_BACK_HOURS: age of the oldest message that is checked, in hours. Default 48.</summary>
    public TimeSpan LookBack { get; init; } = TimeSpan.FromHours(48);

    /// <summary>TWILIO_API_ORIGIN: origin of a simulated REST API. For local use and tests only.</summary>
    public Uri? TwilioApiOrigin { get; init; }

    /// <summary>WEBHOOK_ORIGIN: origin to call instead of WEBHOOK_URL's, which is still signed. For local use and tests only.</summary>
    public Uri? WebhookOrigin { get; init; }

    /// <summary>Reads and checks all settings.</summary>
    /// <exception cref="SettingsException">One or more settings are missing or invalid; the message lists each.</exception>
    public static ReconcilerOptions Read(Func<string, string?> variable)
    {
        var settings = new Settings(variable);
        var account = settings.AccountSid("TWILIO_ACCOUNT_SID");
        var key = settings.Optional("TWILIO_API_KEY");
        var defaults = new ReconcilerOptions
        {
            MediaBucket = settings.Required("MEDIA_BUCKET"),
            MediaKeyPrefix = settings.KeyPrefix("MEDIA_KEY_PREFIX"),
            MediaQueueUrl = settings.Url("MEDIA_QUEUE_URL"),
            DeadLetterQueueUrl = settings.Url("DEAD_LETTER_QUEUE_URL"),
            PublicBaseUrl = settings.Url("PUBLIC_BASE_URL").TrimEnd('/'),
            LinkSecret = settings.Secret("LINK_SECRET", minimumLength: 32),
            WebhookUrl = settings.Required("WEBHOOK_URL"),
            TwilioAccountSid = account,
            TwilioAuthToken = settings.Required("TWILIO_AUTH_TOKEN"),
            TwilioUser = key ?? account,
            TwilioPassword = settings.Required(key is null ? "TWILIO_AUTH_TOKEN" : "TWILIO_API_SECRET"),
            TwilioNumbers = (settings.Optional("TWILIO_NUMBERS") ?? "")
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            TwilioApiOrigin = Origin(settings, "TWILIO_API_ORIGIN"),
            WebhookOrigin = Origin(settings, "WEBHOOK_ORIGIN"),
        };
        var options = defaults with
        {
            ReplyAfterRecovery = settings.Optional("REPLY_AFTER_RECOVERY") is null || settings.Flag("REPLY_AFTER_RECOVERY"),
            Period = settings.Duration("RECONCILE_PERIOD_SECONDS", TimeSpan.FromSeconds(1), defaults.Period, 5, 3600),
            LookBack = settings.Duration("LOOK_BACK_HOURS", TimeSpan.FromHours(1), defaults.LookBack, 1, 24 * 14),
        };
        // As the ingress's: it may have user info, and plain http behind a proxy.
        settings.Check(
            options.WebhookUrl is "" || Settings.IsHttpUrl(options.WebhookUrl), "WEBHOOK_URL",
            "must be the absolute URL, https://…, that Twilio calls");
        settings.ThrowIfFaulty();
        return options;
    }

    /// <summary>The credentials for Twilio's REST API.</summary>
    internal TwilioCredentials Credentials => new(TwilioAccountSid, TwilioUser, TwilioPassword);

    // An invalid one is reported with the other faults.
    private static Uri? Origin(Settings settings, string name) =>
        settings.Optional(name) is not null && Uri.TryCreate(settings.Url(name), UriKind.Absolute, out var origin) ? origin : null;
}
