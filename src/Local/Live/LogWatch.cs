using System.Text.Json;
using MmsQueue.Shared;

namespace MmsQueue.Local.Live;

/// <summary>Reads the functions' logs, the only source of a job's outcome.</summary>
internal sealed class LogWatch(LiveBoard board)
{
    public void Read(string function, string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            Read(function, json.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            board.Add(new LiveLine(board.Now, function, "Error", line));
        }
    }

    private void Read(string function, JsonElement entry)
    {
        // All other lines are metrics.
        if (Text(entry, "message") is not { } message || !entry.TryGetProperty("time", out var time))
        {
            return;
        }

        var at = time.GetDateTimeOffset();
        var text = Text(entry, "error") is { } error ? $"{message}: {error}" : message;
        board.Add(new LiveLine(at, function, Text(entry, "level") ?? "", text));
        switch (Text(entry, "event"))
        {
            case "Stored":
                Change(entry, media => Ended(media, entry, at, LiveStage.Stored) with
                {
                    Bytes = Number(entry, "bytes"),
                    ContentType = Text(entry, "contentType"),
                    Detail = null,
                });
                break;
            case "Failed" when Text(entry, "reason") is { } reason:
                Change(entry, media => Ended(media, entry, at, LiveStage.Dead) with { Detail = reason });
                board.Add(Letter(entry, at, reason));
                break;
            case "Failed" when Text(entry, "detail") is { } detail:
                Change(entry, media => Ended(media, entry, at, LiveStage.Waiting) with { Detail = LiveJson.WithoutNumbers(detail) });
                break;
        }
    }

    private void Change(JsonElement entry, Func<LiveMedia, LiveMedia> change)
    {
        if (Text(entry, "messageSid") is { } sid && Sid.IsMessage(sid))
        {
            board.Change(sid, message => message.With((int)Number(entry, "mediaIndex"), change));
        }
    }

    private static LiveMedia Ended(LiveMedia media, JsonElement entry, DateTimeOffset at, LiveStage stage) =>
        media with { Stage = stage, EndedAt = at, Tries = (int)Number(entry, "tries"), Receives = (int)Number(entry, "receiveCount") };

    private static LiveLetter Letter(JsonElement entry, DateTimeOffset at, string reason) => new(
        Text(entry, "sqsMessageId") ?? "",
        Text(entry, "messageSid"),
        (int)Number(entry, "mediaIndex"),
        reason,
        Text(entry, "detail") ?? "",
        at)
    {
        Receives = (int)Number(entry, "receiveCount"),
    };

    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static long Number(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.TryGetInt64(out var number) ? number : 0;
}
