using System.Text.Json;

namespace MmsQueue.Local.Live;

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

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("index", Index);
        json.WriteString("stage", Stage.ToString().ToLowerInvariant());
        LiveJson.Time(json, "queuedAt", QueuedAt);
        LiveJson.Time(json, "receivedAt", ReceivedAt);
        LiveJson.Time(json, "endedAt", EndedAt);
        json.WriteNumber("receives", Receives);
        json.WriteNumber("tries", Tries);
        json.WriteNumber("replays", Replays);
        if (Bytes is { } bytes)
        {
            json.WriteNumber("bytes", bytes);
        }

        json.WriteString("contentType", ContentType);
        json.WriteString("detail", Detail);
        json.WriteEndObject();
    }
}
