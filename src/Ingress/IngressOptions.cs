using System.Text;
using System.Xml;
using MmsQueue.Shared;

namespace MmsQueue.Ingress;

/// <summary>The ingress's settings, from environment variables.</summary>
public sealed record IngressOptions
{
    /// <summary>USERS_TABLE: name of the DynamoDB table for users, with the hash key <c>fromNumber</c>.</summary>
    public required string UsersTable { get; init; }

    /// <summary>MEDIA_QUEUE_URL: URL of the SQS queue for jobs.</summary>
    public required string MediaQueueUrl { get; init; }

    /// <summary>
    /// PUBLIC_BASE_URL: start of every link, without a trailing slash. Must use https and have no query, fragment, or user info.
    /// </summary>
    public required string PublicBaseUrl { get; init; }

    /// <summary>MEDIA_KEY_PREFIX: prefix of every S3 key. Default <c>media</c>.</summary>
    public string MediaKeyPrefix { get; init; } = "media";

    /// <summary>
    /// LINK_SECRET: key for computing links, at least 32 characters. Anyone who has it can compute every link. Changing it changes every
    /// link.
    /// </summary>
    public required string LinkSecret { get; init; }

    /// <summary>TWILIO_ACCOUNT_SID: the Twilio account whose webhooks are accepted.</summary>
    public required string TwilioAccountSid { get; init; }

    /// <summary>
    /// TWILIO_AUTH_TOKEN and TWILIO_AUTH_TOKEN_SECONDARY: tokens that webhook signatures are checked against. The second is only needed
    /// during rotation.
    /// </summary>
    public required IReadOnlyList<string> TwilioAuthTokens { get; init; }

    /// <summary>
    /// WEBHOOK_URL: webhook URL exactly as configured in Twilio, with its path, in ASCII.
    /// Required behind a custom domain or a proxy. Default: the API's own URL.
    /// </summary>
    public string? WebhookUrl { get; init; }

    /// <summary>
    /// REPLY_MEDIA: reply to a message with attachments. <c>{links}</c> is replaced with the links, one per line. Default: an English
    /// sentence.
    /// </summary>
    public string? ReplyMedia { get; init; }

    /// <summary>REPLY_NO_MEDIA: reply to a message without attachments. Default: an English sentence.</summary>
    public string? ReplyNoMedia { get; init; }

    /// <summary>Time limit for one webhook. Default 8 s: Twilio gives up after 15 s, and people sooner.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>
    /// Timeout for one attempt of one AWS call. Default 1.5 s: three attempts and the SDK's pauses (at most 1 s and 2 s) fit into the
    /// budget.
    /// </summary>
    public TimeSpan AwsTryTimeout { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Retries of one AWS call. Default 2. After that, Twilio retries or calls the fallback URL.</summary>
    public int AwsRetries { get; init; } = 2;

    /// <summary>Reads and checks all settings.</summary>
    /// <exception cref="SettingsException">One or more settings are missing or invalid; the message lists each.</exception>
    public static IngressOptions Read(Func<string, string?> variable)
    {
        var settings = new Settings(variable);
        var options = new IngressOptions
        {
            UsersTable = settings.Required("USERS_TABLE"),
            MediaQueueUrl = settings.Url("MEDIA_QUEUE_URL"),
            PublicBaseUrl = settings.Url("PUBLIC_BASE_URL").TrimEnd('/'),
            MediaKeyPrefix = settings.KeyPrefix("MEDIA_KEY_PREFIX"),
            LinkSecret = settings.Secret("LINK_SECRET", minimumLength: 32),
            TwilioAccountSid = settings.AccountSid("TWILIO_ACCOUNT_SID"),
            TwilioAuthTokens = settings.Optional("TWILIO_AUTH_TOKEN_SECONDARY") is { } second
                ? [settings.Required("TWILIO_AUTH_TOKEN"), second]
                : [settings.Required("TWILIO_AUTH_TOKEN")],
            WebhookUrl = settings.Optional("WEBHOOK_URL"),
            ReplyMedia = settings.Optional("REPLY_MEDIA"),
            ReplyNoMedia = settings.Optional("REPLY_NO_MEDIA"),
        };
        options.CheckTexts(settings);
        settings.ThrowIfFaulty();
        return options;
    }

    private void CheckTexts(Settings settings)
    {
        // The URL is only compared with what Twilio signed, never called, so plain http is allowed.
        settings.Check(
            WebhookUrl is null || Settings.IsHttpUrl(WebhookUrl), "WEBHOOK_URL", "must be the absolute URL, https://…, that Twilio calls");
        settings.Check(
            WebhookUrl is null || !Settings.IsHttpUrl(WebhookUrl) || IsSignedVerbatim(WebhookUrl),
            "WEBHOOK_URL",
            "must have a path, such as /mms, and neither dot segments nor characters outside ASCII: "
            + "percent-encode those, here and at Twilio");
        settings.Check(!PublicBaseUrl.AsSpan().ContainsAny('?', '#'), "PUBLIC_BASE_URL", "must have neither query nor fragment");
        settings.Check(
            PublicBaseUrl.Length + MediaKeyPrefix.Length <= ReplyText.MaximumBaseLength,
            "PUBLIC_BASE_URL",
            $"and MEDIA_KEY_PREFIX must have at most {ReplyText.MaximumBaseLength} characters together, "
            + "so that ten links fit into one reply");
        settings.Check(
            ReplyMedia?.Contains(ReplyText.Links, StringComparison.Ordinal) != false, "REPLY_MEDIA", $"must contain {ReplyText.Links}");
        CheckReply(settings, "REPLY_MEDIA", ReplyMedia ?? "");
        CheckReply(settings, "REPLY_NO_MEDIA", ReplyNoMedia ?? "");
    }

    private static void CheckReply(Settings settings, string name, string reply)
    {
        settings.Check(reply.Length < ReplyText.Limit, name, $"must have fewer than {ReplyText.Limit} characters");
        settings.Check(IsXml(reply), name, "must have no control characters");
    }

    // Clients may normalize any other URL before they sign it, and the signature would never match.
    private static bool IsSignedVerbatim(string url)
    {
        var path = url[(url.IndexOf("//", StringComparison.Ordinal) + 2)..].Split('?', '#')[0];
        return Ascii.IsValid(url)
            && path.Contains('/', StringComparison.Ordinal)
            && !path.Split('/').Any(segment => segment.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase) is "." or "..");
    }

    // A character that XML cannot represent would turn every webhook into a 503.
    private static bool IsXml(string text)
    {
        try
        {
            XmlConvert.VerifyXmlChars(text);
            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
