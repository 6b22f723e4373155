using System.Globalization;
using System.Text.Json;
using MmsQueue.Emulator.Lambda;
using MmsQueue.Shared;

namespace MmsQueue.Local.Live;

/// <summary>Updates the board when the worker receives jobs and when it returns them to the queue.</summary>
internal sealed class BatchWatch(LiveBoard board, Invoke worker)
{
    public async Task<InvocationResult> InvokeAsync(ReadOnlyMemory<byte> payload, string traceId, CancellationToken cancellationToken)
    {
        var records = Read(payload);
        foreach (var record in records)
        {
            board.Remove(LiveLetter.KeyOf(record.Job.MessageSid, record.Job.MediaIndex));
            Change(record, media => media.Received(board.Now, record.Receives, record.Replays, record.SentAt), record.IsFirst);
        }

        InvocationResult? result = null;
        try
        {
            return result = await worker(payload, traceId, cancellationToken);
        }
        finally
        {
            var ids = records.Select(record => record.MessageId).ToHashSet(StringComparer.Ordinal);
            var failed = result is null ? null : BatchAnswer.FailedIds(result, ids);
            foreach (var record in records.Where(record => failed?.Contains(record.MessageId) != false))
            {
                Change(record, static media => media.Returned());
            }

            board.Touch();
        }
    }

    private void Change(Record record, Func<LiveMedia, LiveMedia> change, bool isNew = false) =>
        board.Change(record.Job.MessageSid, message => message.With(record.Job.MediaIndex, change), isNew);

    private static List<Record> Read(ReadOnlyMemory<byte> payload)
    {
        using var json = JsonDocument.Parse(payload);
        return [.. json.RootElement.GetProperty("Records").EnumerateArray().Select(Read).OfType<Record>()];
    }

    // Null if the body is not a valid job: its message is unknown.
    private static Record? Read(JsonElement record)
    {
        var attributes = record.GetProperty("attributes");
        var hasReplays = record.GetProperty("messageAttributes").TryGetProperty(DeadLetterAttributes.ReplayCount, out var replays);
        return MediaJob.TryParse(record.GetProperty("body").GetString()) is { } job
            ? new Record(
                record.GetProperty("messageId").GetString()!,
                job,
                (int)Number(attributes, "ApproximateReceiveCount"),
                hasReplays ? (int)Number(replays, "stringValue") : 0,
                DateTimeOffset.FromUnixTimeMilliseconds(Number(attributes, "SentTimestamp")))
            : null;
    }

    private static long Number(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value)
        && long.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;

    private sealed record Record(string MessageId, MediaJob Job, int Receives, int Replays, DateTimeOffset SentAt)
    {
        /// <summary>A job that was received or replayed before belongs to a message that was already shown.</summary>
        public bool IsFirst => Receives <= 1 && Replays == 0;
    }
}
