using System.Text;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace MmsQueue.Operations.DeadLetters;

/// <summary>The progress of a replay.</summary>
public sealed class ReplayCount
{
    /// <summary>How many letters were sent to the media queue.</summary>
    public int Sent { get; internal set; }

    /// <summary>Letters that were not sent, or were sent but not deleted.</summary>
    public IReadOnlyList<LetterFailure> Failed { get; internal set; } = [];

    /// <summary>Whether the replay was cancelled before its end.</summary>
    public bool IsInterrupted { get; internal set; }
}

/// <summary>Moves dead letters back to the media queue: sends each first and deletes it afterwards.</summary>
/// <remarks>A process killed at any point loses none. At worst a job is in both queues, and the worker finds the file stored.</remarks>
/// <param name="sqs">The client.</param>
/// <param name="mediaQueueUrl">Where the jobs go.</param>
/// <param name="rate">Letters per second.</param>
/// <param name="time">The clock that paces the batches.</param>
public sealed class Replay(IAmazonSQS sqs, string mediaQueueUrl, double rate, TimeProvider time)
{
    private const int BatchSize = 10;
    private const int BatchBytes = 1024 * 1024; // SQS's limit for the whole batch

    /// <summary>Replays letters that are held, and counts them.</summary>
    /// <param name="held">The letters' holder.</param>
    /// <param name="letters">Those to replay.</param>
    /// <param name="count">Updated after each batch.</param>
    /// <param name="progress">Called with the number of letters handled so far.</param>
    /// <param name="cancellationToken">Stops the replay between two batches.</param>
    public async Task RunAsync(
        HeldLetters held, IReadOnlyList<DeadLetter> letters, ReplayCount count, Action<int> progress, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var done = 0;
        foreach (var batch in Batches(letters))
        {
            if (!await WaitAsync(start, done, cancellationToken))
            {
                count.IsInterrupted = true;
                return;
            }

            await SendAsync(held, batch, count);
            progress(done += batch.Count);
        }
    }

    private async Task<bool> WaitAsync(long start, int done, CancellationToken cancellationToken)
    {
        var pause = TimeSpan.FromSeconds(done / rate) - time.GetElapsedTime(start);
        if (pause > TimeSpan.Zero)
        {
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return !cancellationToken.IsCancellationRequested;
    }

    // A batch that has started is completed, even on Ctrl-C.
    private async Task SendAsync(HeldLetters held, List<DeadLetter> batch, ReplayCount count)
    {
        var request = new SendMessageBatchRequest(mediaQueueUrl, [.. batch.Select(ReplayEntry.Of)]);
        var response = await sqs.SendMessageBatchAsync(request, CancellationToken.None);
        var sent = (response.Successful ?? []).Select(success => success.Id).ToHashSet(StringComparer.Ordinal);
        count.Sent += sent.Count;
        Add("not sent", (response.Failed ?? []).Select(LetterFailure.From));
        Add("sent, but not deleted", await held.DeleteAsync([.. batch.Where(letter => sent.Contains(letter.Id))]));

        void Add(string what, IEnumerable<LetterFailure> failures) =>
            count.Failed = [.. count.Failed, .. failures.Select(failure => failure with { Why = $"{what}: {failure.Why}" })];
    }

    private IEnumerable<List<DeadLetter>> Batches(IEnumerable<DeadLetter> letters)
    {
        var most = Math.Clamp((int)rate, 1, BatchSize);
        var batch = new List<DeadLetter>();
        var bytes = 0;
        foreach (var letter in letters)
        {
            var size = Size(letter.Message);
            if (batch.Count == most || (batch.Count > 0 && bytes + size > BatchBytes))
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }

            batch.Add(letter);
            bytes += size;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private static int Size(Message message) =>
        100 + Encoding.UTF8.GetByteCount(message.Body)
        + (message.MessageAttributes ?? []).Sum(attribute => attribute.Key.Length + Size(attribute.Value));

    private static int Size(MessageAttributeValue value) =>
        value.DataType.Length + Encoding.UTF8.GetByteCount(value.StringValue ?? "") + (int)(value.BinaryValue?.Length ?? 0);
}
