using MmsQueue.Shared;
using MmsQueue.Worker.Queue;

namespace MmsQueue.Worker;

/// <summary>The worker's settings, from environment variables.</summary>
public sealed record WorkerOptions
{
    private static readonly long[] DefaultRedelivery = [10, 60, 300, 900, 3600, 10800, 21600];

    /// <summary>MEDIA_BUCKET: name of the S3 bucket for media files.</summary>
    public required string MediaBucket { get; init; }

    /// <summary>MEDIA_KEY_PREFIX: the only key prefix that the worker may write to. Default <c>media</c>.</summary>
    public string MediaKeyPrefix { get; init; } = "media";

    /// <summary>MEDIA_QUEUE_URL: URL of the SQS queue for jobs.</summary>
    public required string MediaQueueUrl { get; init; }

    /// <summary>DEAD_LETTER_QUEUE_URL: URL of the SQS queue for jobs that failed.</summary>
    public required string DeadLetterQueueUrl { get; init; }

    /// <summary>TWILIO_ACCOUNT_SID: the Twilio account whose media files are downloaded.</summary>
    public required string TwilioAccountSid { get; init; }

    /// <summary>TWILIO_API_KEY, or else TWILIO_ACCOUNT_SID: user name for Twilio. Prefer a key, which can be revoked on its own.</summary>
    public required string TwilioUser { get; init; }

    /// <summary>TWILIO_API_SECRET with TWILIO_API_KEY, or else TWILIO_AUTH_TOKEN: password for Twilio.</summary>
    public required string TwilioPassword { get; init; }

    /// <summary>MAX_MEDIA_BYTES: size limit for a media file, in bytes. Default 16 MiB, the largest limit of any Twilio channel.</summary>
    public long MaxMediaBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>
    /// MAX_RECEIVE_COUNT: number of receives after which a job is dead-lettered. Must equal the queue's maxReceiveCount. Default 8, about
    /// 11 hours.
    /// </summary>
    public int MaxReceiveCount { get; init; } = 8;

    /// <summary>MAX_PARALLEL: number of records processed in parallel. Default 10, a full batch.</summary>
    public int MaxParallel { get; init; } = 10;

    /// <summary>DELETE_MEDIA_AT_TWILIO: whether to delete a media file from Twilio after storing it. Default false.</summary>
    public bool DeleteMediaAtTwilio { get; init; }

    /// <summary>
    /// EXTRA_MEDIA_ORIGINS: additional origins to download from, with credentials, separated by commas. For local use and tests only.
    /// </summary>
    public IReadOnlyList<Uri> ExtraMediaOrigins { get; init; } = [];

    /// <summary>
    /// MAX_TRIES: attempts per job within one receive. Default 4, which gives Twilio time to make a new media file available.
    /// </summary>
    public int MaxTries { get; init; } = 4;

    /// <summary>
    /// RETRY_DELAY_MS: delay before the first retry, in milliseconds. Default 500. The delay doubles with each retry and has jitter.
    /// </summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// TRY_TIMEOUT_SECONDS: timeout for one attempt to download and store, in seconds. Default 20, enough for 16 MiB at 1 MB/s; two such
    /// attempts fit into one receive.
    /// </summary>
    public TimeSpan TryTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// REDELIVERY_SECONDS: delays after the first, second … failed receive, in seconds, separated by commas. The last delay repeats.
    /// </summary>
    /// <remarks>
    /// Default 10, 60, 300, 900, 3600, 10800, 21600: short outages recover within minutes, and long ones do not use up all receives at the
    /// start.
    /// </remarks>
    public IReadOnlyList<TimeSpan> Redelivery { get; init; } = [.. DefaultRedelivery.Select(seconds => TimeSpan.FromSeconds(seconds))];

    /// <summary>
    /// NOT_FOUND_GRACE_SECONDS: job age below which a 404 is treated as temporary, in seconds. Default 120, many times the longest delay
    /// observed. For an older job, a 404 is final only if every attempt of a receive returns it.
    /// </summary>
    public TimeSpan NotFoundGrace { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// MAX_RETRY_AFTER_SECONDS: longest <c>Retry-After</c> that is honored, in seconds. Default 3600, which caps the cost of an excessive
    /// value.
    /// </summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Time reserved before Lambda's deadline to settle unfinished jobs. Default 2 s, several times what SQS needs.</summary>
    public TimeSpan Reserve { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Reads and checks all settings.</summary>
    /// <exception cref="SettingsException">One or more settings are missing or invalid; the message lists each.</exception>
    public static WorkerOptions Read(Func<string, string?> variable)
    {
        var settings = new Settings(variable);
        var options = WithLimits(Of(settings), settings);
        settings.Check(
            !IsSameQueue(options.MediaQueueUrl, options.DeadLetterQueueUrl),
            "DEAD_LETTER_QUEUE_URL", "must not be the queue of MEDIA_QUEUE_URL");
        settings.ThrowIfFaulty();
        return options;
    }

    private static WorkerOptions Of(Settings settings)
    {
        var account = settings.AccountSid("TWILIO_ACCOUNT_SID");
        var key = settings.Optional("TWILIO_API_KEY");
        return new WorkerOptions
        {
            MediaBucket = settings.Required("MEDIA_BUCKET"),
            MediaKeyPrefix = settings.KeyPrefix("MEDIA_KEY_PREFIX"),
            MediaQueueUrl = settings.Url("MEDIA_QUEUE_URL"),
            DeadLetterQueueUrl = settings.Url("DEAD_LETTER_QUEUE_URL"),
            TwilioAccountSid = account,
            TwilioUser = key ?? account,
            // Twilio rejects an API key's SID paired with the account's auth token.
            TwilioPassword = settings.Required(key is null ? "TWILIO_AUTH_TOKEN" : "TWILIO_API_SECRET"),
            DeleteMediaAtTwilio = settings.Flag("DELETE_MEDIA_AT_TWILIO"),
            ExtraMediaOrigins = Origins(settings, "EXTRA_MEDIA_ORIGINS"),
        };
    }

    private static WorkerOptions WithLimits(WorkerOptions defaults, Settings settings)
    {
        var longest = (long)RedeliverySchedule.Longest.TotalSeconds;
        var second = TimeSpan.FromSeconds(1);
        return defaults with
        {
            MaxMediaBytes = settings.Number("MAX_MEDIA_BYTES", defaults.MaxMediaBytes, 1, 1L << 30),
            MaxReceiveCount = (int)settings.Number("MAX_RECEIVE_COUNT", defaults.MaxReceiveCount, 1, 1000),
            MaxParallel = (int)settings.Number("MAX_PARALLEL", defaults.MaxParallel, 1, 10),
            MaxTries = (int)settings.Number("MAX_TRIES", defaults.MaxTries, 1, 10),
            RetryDelay = settings.Duration("RETRY_DELAY_MS", TimeSpan.FromMilliseconds(1), defaults.RetryDelay, 1, 60_000),
            TryTimeout = settings.Duration("TRY_TIMEOUT_SECONDS", second, defaults.TryTimeout, 1, 900),
            Redelivery = [.. settings.Numbers("REDELIVERY_SECONDS", DefaultRedelivery, 1, longest).Select(seconds => seconds * second)],
            NotFoundGrace = settings.Duration("NOT_FOUND_GRACE_SECONDS", second, defaults.NotFoundGrace, 0, 86_400),
            MaxRetryAfter = settings.Duration("MAX_RETRY_AFTER_SECONDS", second, defaults.MaxRetryAfter, 1, longest),
        };
    }

    // A dead letter sent to the media queue would be processed again, endlessly.
    private static bool IsSameQueue(string first, string second) =>
        Uri.TryCreate(first, UriKind.Absolute, out var one) && Uri.TryCreate(second, UriKind.Absolute, out var other)
        && string.Equals(one.Authority, other.Authority, StringComparison.OrdinalIgnoreCase)
        && string.Equals(one.AbsolutePath.TrimEnd('/'), other.AbsolutePath.TrimEnd('/'), StringComparison.Ordinal);

    private static List<Uri> Origins(Settings settings, string name)
    {
        var origins = new List<Uri>();
        var texts = (settings.Optional(name) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var text in texts)
        {
            var isOrigin = Uri.TryCreate(text, UriKind.Absolute, out var origin)
                && origin is { Scheme: "http" or "https", PathAndQuery: "/", Fragment: "", UserInfo: "" };
            settings.Check(isOrigin, name, "must be origins such as http://127.0.0.1:5080, separated by commas");
            if (isOrigin)
            {
                origins.Add(origin!);
            }
        }

        return origins;
    }
}
