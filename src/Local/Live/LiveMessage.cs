using System.Text.Json;

namespace MmsQueue.Local;

/// <summary>One message and its media, as the front page shows them. It holds no phone number.</summary>
internal sealed record LiveMessage(string Sid, DateTimeOffset At)
{
    /// <summary>What the webhook answered; null while it has not, or when nobody called it.</summary>
    public int? Status { get; init; }

    /// <summary>How long the webhook took.</summary>
    public TimeSpan? Took { get; init; }

    /// <summary>Whether the webhook was called at all: a load test may send straight to the queue.</summary>
    public bool IsWebhook { get; init; }

    public IReadOnlyList<LiveMedia> Media { get; init; } = [];

    public LiveMessage Called(int media) => this with
    {
        IsWebhook = true,
        Media = [.. Media, .. Enumerable.Range(0, media).Where(index => Media.All(known => known.Index != index)).Select(index => new LiveMedia(index))],
    };

    public LiveMessage Answered(int status, TimeSpan took, DateTimeOffset at) => this with
    {
        Status = status,
        Took = took,
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

        json.WriteStartArray("media");
        foreach (var media in Media)
        {
            media.Write(json);
        }

        json.WriteEndArray();
    }
}
