using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using MmsQueue.Emulator.Lambda;
using MmsQueue.Shared;

namespace MmsQueue.Local.Live;

/// <summary>Updates the board when the worker receives jobs and when it returns them to the queue.</summary>
internal sealed class BatchWatch(LiveBoard board, Invoke worker)
{
    public async Task<InvocationResult> InvokeAsync(ReadOnlyMemory<byte> payload, string traceId, CancellationToken cancellationToken)
    {
        var records = JsonSerializer.Deserialize(payload.Span, LocalJson.Default.SqsBatch)!.Records;
        foreach (var record in records)
        {
            if (record.Job is { } job)
            {
                board.Remove(LiveLetter.KeyOf(job.MessageSid, job.MediaIndex));
            }

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

    private void Change(SqsRecord record, Func<LiveMedia, LiveMedia> change, bool isNew = false)
    {
        if (record.Job is { } job)
        {
            board.Change(job.MessageSid, message => message.With(job.MediaIndex, change), isNew);
        }
    }
}

/// <summary>The event that the worker receives.</summary>
internal sealed record SqsBatch([property: JsonPropertyName("Records")] IReadOnlyList<SqsRecord> Records);

/// <summary>One message of the event.</summary>
internal sealed record SqsRecord(
    string MessageId,
    string Body,
    IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyDictionary<string, SqsAttribute> MessageAttributes)
{
    /// <summary>Null if the body is not a valid job: its message is unknown.</summary>
    public MediaJob? Job { get; } = MediaJob.TryParse(Body);

    public int Receives => (int)Number(Attributes.GetValueOrDefault("ApproximateReceiveCount"));

    public int Replays => (int)Number(MessageAttributes.GetValueOrDefault(DeadLetterAttributes.ReplayCount)?.StringValue);

    public DateTimeOffset SentAt => DateTimeOffset.FromUnixTimeMilliseconds(Number(Attributes.GetValueOrDefault("SentTimestamp")));

    /// <summary>A job that was received or replayed before belongs to a message that was already shown.</summary>
    public bool IsFirst => Receives <= 1 && Replays == 0;

    private static long Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

/// <summary>The value of a message attribute.</summary>
internal sealed record SqsAttribute(string? StringValue);
