using System.Collections.Concurrent;
using System.Globalization;
using Amazon.Lambda.SQSEvents;
using MmsQueue.Shared;
using MmsQueue.Worker.Queue;

namespace MmsQueue.Worker.Tests.Fakes;

/// <summary>The media queue and the dead-letter queue in memory, with receive counts and visibility timeouts.</summary>
internal sealed class InMemoryQueue(WorkerOptions options, TimeProvider time) : IJobQueue
{
    private readonly ConcurrentDictionary<string, Message> _messages = new(StringComparer.Ordinal);
    private int _sent;

    public ConcurrentQueue<DeadLetter> DeadLetters { get; } = new();

    /// <summary>The pauses that the worker requested.</summary>
    public ConcurrentQueue<TimeSpan> Delays { get; } = new();

    /// <summary>The exception that every call throws, or null.</summary>
    public Exception? Failure { get; set; }

    public int Count => _messages.Count;

    public string Send(string? body, int receives = 0, int replays = 0)
    {
        var id = Interlocked.Increment(ref _sent).ToString(CultureInfo.InvariantCulture);
        _messages[id] = new Message(body, receives, replays, time.GetUtcNow());
        return id;
    }

    /// <summary>Receives up to ten visible messages.</summary>
    public SQSEvent Receive()
    {
        var batch = new SQSEvent { Records = [] };
        var now = time.GetUtcNow();
        var visible = _messages.Where(pair => pair.Value.VisibleAt <= now).Select(pair => pair.Key);
        foreach (var id in visible.OrderBy(int.Parse).Take(10))
        {
            var message = _messages[id];
            message = _messages[id] = message with { Receives = message.Receives + 1, VisibleAt = now + TimeSpan.FromMinutes(6) };
            batch.Records.Add(Record(id, message));
        }

        return batch;
    }

    public void Purge() => _messages.Clear();

    /// <summary>Deletes the successful messages, as Lambda's poller does.</summary>
    public void Settle(SQSEvent batch, SQSBatchResponse response)
    {
        var failed = response.BatchItemFailures.Select(failure => failure.ItemIdentifier);
        foreach (var id in batch.Records.Select(record => record.MessageId).Except(failed, StringComparer.Ordinal))
        {
            _messages.Remove(id, out _);
        }
    }

    public Task DelayAsync(ReceivedJob job, TimeSpan? atLeast, CancellationToken cancellationToken)
    {
        ThrowIfFailing(cancellationToken);
        var pause = RedeliverySchedule.PauseAfter(job.ReceiveCount, options.Redelivery, chance: 0.5, atLeast);
        Delays.Enqueue(pause);
        _messages[job.MessageId!] = _messages[job.MessageId!] with { VisibleAt = time.GetUtcNow() + pause };
        return Task.CompletedTask;
    }

    public Task DeadLetterAsync(ReceivedJob job, FailureReason reason, string detail, CancellationToken cancellationToken)
    {
        ThrowIfFailing(cancellationToken);
        DeadLetters.Enqueue(new DeadLetter(job, reason, detail));
        return Task.CompletedTask;
    }

    private void ThrowIfFailing(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Failure is not null)
        {
            throw Failure;
        }
    }

    private static SQSEvent.SQSMessage Record(string id, Message message) => new()
    {
        MessageId = id,
        ReceiptHandle = $"receipt-{id}",
        Body = message.Body,
        Attributes = new(StringComparer.Ordinal)
        {
            ["ApproximateReceiveCount"] = message.Receives.ToString(CultureInfo.InvariantCulture),
            ["ApproximateFirstReceiveTimestamp"] = "1795341600155",
        },
        MessageAttributes = message.Replays == 0
            ? []
            : new(StringComparer.Ordinal) { [DeadLetterAttributes.ReplayCount] = Number(message.Replays) },
    };

    private static SQSEvent.MessageAttribute Number(int value) =>
        new() { DataType = "Number", StringValue = value.ToString(CultureInfo.InvariantCulture) };

    private sealed record Message(string? Body, int Receives, int Replays, DateTimeOffset VisibleAt);
}

internal sealed record DeadLetter(ReceivedJob Job, FailureReason Reason, string Detail);
