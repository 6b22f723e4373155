using System.Text.Json;

namespace MmsQueue.Local.Live;

/// <summary>A message and its media files as the front page shows them. It does not include the sender's number.</summary>
internal sealed record LiveMessage(string Sid, DateTimeOffset At)
{
    /// <summary>The status that the webhook returned; null if it has not yet, or was not called.</summary>
    public int? Status { get; init; }

    /// <summary>How long the webhook took.</summary>
    public TimeSpan? Took { get; init; }

    /// <summary>Whether the webhook was called; a load test can send directly to the queue.</summary>
    public bool IsWebhook { get; init; }

    /// <summary>The text of the message.</summary>
    public string? Text { get; init; }

    /// <summary>The reply to the phone; null if there is none, or not yet.</summary>
    public string? Reply { get; init; }

    public IReadOnlyList<LiveMedia> Media { get; init; } = [];

    /// <summary>Whether the webhook returned anything but 2xx.</summary>
    public bool IsRefused => Status is < 200 or > 299;

    public LiveMessage Called(string? text, IReadOnlyList<string?> types) => this with
    {
        IsWebhook = true,
        Text = text,
        Media =
        [
            .. Media,
            .. types.Select(static (type, index) => new LiveMedia(index) { ContentType = type })
                .Where(media => Media.All(known => known.Index != media.Index)),
        ],
    };

    public LiveMessage Answered(int status, TimeSpan took, DateTimeOffset at, string? reply = null) => this with
    {
        Status = status,
        Took = took,
        Reply = reply,
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
        this with { Status = IsWebhook ? Status ?? 503 : null, Media = [.. Media.Select(static media => media.Returned())] };

    /// <summary>The parts that are counted, without those that are only shown.</summary>
    public LiveMessage Unseen() => this with { Text = null, Reply = null };

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("sid", Sid);
        LiveJson.Time(json, "at", At);
        json.WriteBoolean("webhook", IsWebhook);
        if (Status is { } status)
        {
            json.WriteNumber("status", status);
        }

        if (Took is { } took)
        {
            json.WriteNumber("tookMs", Math.Round(took.TotalMilliseconds, 1));
        }

        json.WriteString("text", Text);
        json.WriteString("reply", Reply);
        json.WriteStartArray("media");
        foreach (var media in Media)
        {
            media.Write(json);
        }

        json.WriteEndArray();
    }
}
