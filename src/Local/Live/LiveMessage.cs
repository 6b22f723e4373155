using System.Text.Json.Serialization;

namespace MmsQueue.Local.Live;

/// <summary>A message and its media files as the front page shows them. It does not include the sender's number.</summary>
internal sealed record LiveMessage(string Sid, DateTimeOffset At) : LiveEvent
{
    /// <summary>The status that the webhook returned; null if it has not yet, or was not called.</summary>
    public int? Status { get; init; }

    /// <summary>How long the webhook took, in milliseconds.</summary>
    public double? TookMs { get; init; }

    /// <summary>Whether the webhook was called; a load test can send directly to the queue.</summary>
    [JsonPropertyName("webhook")]
    public bool IsWebhook { get; init; }

    /// <summary>Whether the message has reached only Twilio, because the webhook could not be called.</summary>
    [JsonPropertyName("missed")]
    public bool IsMissed { get; init; }

    /// <summary>Whether the message was missed and reached the webhook later, through the reconciler.</summary>
    [JsonPropertyName("recovered")]
    public bool IsRecovered { get; init; }

    /// <summary>The reply to a recovered message, which Twilio has not sent yet; null if there is none.</summary>
    [JsonIgnore]
    public string? Unsent { get; init; }

    /// <summary>The text of the message.</summary>
    public string? Text { get; init; }

    /// <summary>The reply to the phone; null if there is none, or not yet.</summary>
    public string? Reply { get; init; }

    public IReadOnlyList<LiveMedia> Media { get; init; } = [];

    /// <summary>The totals after a change to this message; null in a list of messages.</summary>
    public LiveTotals? Totals { get; init; }

    /// <summary>Whether the webhook returned anything but 2xx.</summary>
    [JsonIgnore]
    public bool IsRefused => Status is < 200 or > 299;

    /// <summary>The message at Twilio; one that the webhook already knows is not missed.</summary>
    public LiveMessage Missed(string text, IReadOnlyList<string> types) =>
        IsWebhook ? this : Called(text.Length == 0 ? null : text, types) with { IsMissed = true };

    /// <summary>The webhook is called: for a missed message by the reconciler, which can list the files in another order.</summary>
    public LiveMessage Called(string? text, IReadOnlyList<string?> types)
    {
        var known = IsMissed ? [] : Media;
        return this with
        {
            IsWebhook = true,
            IsMissed = false,
            IsRecovered = IsMissed || IsRecovered,
            Text = text,
            Media =
            [
                .. known,
                .. types.Select(static (type, index) => new LiveMedia(index) { ContentType = type })
                    .Where(media => known.All(one => one.Index != media.Index)),
            ],
        };
    }

    public LiveMessage Answered(int status, TimeSpan took, DateTimeOffset at, string? reply = null) => this with
    {
        Status = status,
        TookMs = Math.Round(took.TotalMilliseconds, 1),
        Reply = IsRecovered ? Reply : reply,
        Unsent = IsRecovered ? reply : null,
        Media = status is >= 200 and <= 299 ? [.. Media.Select(media => media.Queued(at))] : Media,
    };

    /// <summary>Changes a media file, which is added if it is unknown.</summary>
    public LiveMessage With(int index, Func<LiveMedia, LiveMedia> change) => this with
    {
        Media =
        [
            .. Media.Where(media => media.Index < index),
            change(Media.FirstOrDefault(media => media.Index == index) ?? new LiveMedia(index)),
            .. Media.Where(media => media.Index > index),
        ],
    };

    /// <summary>The message after a restart: the worker is gone, and SQS delivers its jobs again.</summary>
    public LiveMessage Restarted() =>
        this with { Status = IsWebhook && !IsMissed ? Status ?? 503 : null, Media = [.. Media.Select(static media => media.Returned())] };

    /// <summary>The parts that are counted, without those that are only shown.</summary>
    public LiveMessage Unseen() => this with { Text = null, Reply = null, Unsent = null };
}

/// <summary>The stage of a media file.</summary>
internal enum LiveStage
{
    /// <summary>The webhook call is in progress or failed.</summary>
    Webhook,

    /// <summary>In the queue, not yet received.</summary>
    Queued,

    /// <summary>Being processed by the worker.</summary>
    Working,

    /// <summary>In the queue again, after a transient failure.</summary>
    Waiting,

    /// <summary>Stored; its link works.</summary>
    Stored,

    /// <summary>In the dead-letter queue.</summary>
    Dead,
}

/// <summary>A media file as the front page shows it.</summary>
internal sealed record LiveMedia(int Index)
{
    public LiveStage Stage { get; init; }

    public DateTimeOffset? QueuedAt { get; init; }

    public DateTimeOffset? ReceivedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public int Receives { get; init; }

    public int Tries { get; init; }

    public int Replays { get; init; }

    public long? Bytes { get; init; }

    public string? ContentType { get; init; }

    /// <summary>The reason for the last failure.</summary>
    public string? Detail { get; init; }

    /// <summary>Late events do not reopen a finished media file.</summary>
    public LiveMedia Queued(DateTimeOffset at) =>
        Stage is LiveStage.Webhook ? this with { Stage = LiveStage.Queued, QueuedAt = at } : this;

    public LiveMedia Replayed(DateTimeOffset at) =>
        this with { Stage = LiveStage.Queued, QueuedAt = at, Receives = 0, Detail = null, EndedAt = null };

    public LiveMedia Received(DateTimeOffset at, int receives, int replays, DateTimeOffset sentAt) =>
        this with
        {
            Stage = LiveStage.Working,
            QueuedAt = QueuedAt ?? sentAt,
            ReceivedAt = at,
            Receives = receives,
            Replays = replays,
            EndedAt = null,
        };

    public LiveMedia Returned() => Stage is LiveStage.Working ? this with { Stage = LiveStage.Waiting } : this;
}
