using System.Text.Json;

namespace MmsQueue.Local;

/// <summary>One message and its media, as the front page shows them. It holds no sender's number.</summary>
internal sealed record LiveMessage(string Sid, DateTimeOffset At)
{
    /// <summary>What the webhook answered; null while it has not, or when nobody called it.</summary>
    public int? Status { get; init; }

    /// <summary>How long the webhook took.</summary>
    public TimeSpan? Took { get; init; }

    /// <summary>Whether the webhook was called at all: a load test may send straight to the queue.</summary>
    public bool IsWebhook { get; init; }

    /// <summary>What the person wrote.</summary>
    public string? Text { get; init; }

    /// <summary>What the phone got back; null while it has not, or when there is no reply.</summary>
    public string? Reply { get; init; }

    public IReadOnlyList<LiveMedia> Media { get; init; } = [];

    /// <summary>Whether the webhook answered anything but 2xx.</summary>
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

    /// <summary>Changes one media, which begins here if it is not known.</summary>
    public LiveMessage With(int index, Func<LiveMedia, LiveMedia> change) => this with
    {
        Media =
        [
            .. Media.Where(media => media.Index < index),
            change(Media.FirstOrDefault(media => media.Index == index) ?? new LiveMedia(index)),
            .. Media.Where(media => media.Index > index),
        ],
    };

    /// <summary>As it is after a restart: the worker that had a media is gone, and SQS delivers its job again.</summary>
    public LiveMessage Restarted() => this with { Status = IsWebhook ? Status ?? 503 : null, Media = [.. Media.Select(static media => media.Returned())] };

    /// <summary>What is counted, without what is only shown.</summary>
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
