using System.Globalization;
using System.Text.Json;
using MmsQueue.Shared;

namespace MmsQueue.Local;

/// <summary>Tells the board of each job that is handed to the worker, and of each that it gives back.</summary>
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
            var failed = result is null ? null : BatchAnswer.FailedIds(result, records.Select(record => record.MessageId).ToHashSet(StringComparer.Ordinal));
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

    // Null when it is no job: the board could not say whose it is.
    private static Record? Read(JsonElement record)
    {
        var attributes = record.GetProperty("attributes");
        return MediaJob.TryParse(record.GetProperty("body").GetString()) is { } job
            ? new Record(
                record.GetProperty("messageId").GetString()!,
                job,
                (int)Number(attributes, "ApproximateReceiveCount"),
                record.GetProperty("messageAttributes").TryGetProperty(DeadLetterAttributes.ReplayCount, out var replays) ? (int)Number(replays, "stringValue") : 0,
                DateTimeOffset.FromUnixTimeMilliseconds(Number(attributes, "SentTimestamp")))
            : null;
    }

    private static long Number(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && long.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private sealed record Record(string MessageId, MediaJob Job, int Receives, int Replays, DateTimeOffset SentAt)
    {
        /// <summary>What was received or replayed before is of a message that was shown before.</summary>
        public bool IsFirst => Receives <= 1 && Replays == 0;
    }
}
