using System.Text;
using Amazon.SQS;
using Amazon.SQS.Model;
using MmsQueue.Shared;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>What a replay has done so far.</summary>
internal sealed class ReplayCount
{
    public int Sent { get; set; }

    /// <summary>Those that are still dead letters, or are so too, each with the reason.</summary>
    public List<(string Id, string Why)> Failed { get; } = [];

    public bool IsInterrupted { get; set; }
}

/// <summary>Puts dead letters back on their way: into the media queue first, out of the dead-letter queue after.</summary>
/// <remarks>So a kill at any moment loses none; at worst one is in both, and the worker finds its media stored.</remarks>
internal sealed class Replay(IAmazonSQS sqs, string mediaQueueUrl, double rate, TimeProvider time)
{
    private const int BatchSize = 10;
    private const int BatchBytes = 1024 * 1024; // of SQS, for the whole batch

    public async Task RunAsync(HeldLetters held, IReadOnlyList<DeadLetter> letters, ReplayCount count, Action<int> progress, CancellationToken cancellationToken)
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

    // A batch that has begun is ended, whoever presses Ctrl-C.
    private async Task SendAsync(HeldLetters held, List<DeadLetter> batch, ReplayCount count)
    {
        var request = new SendMessageBatchRequest(mediaQueueUrl, [.. batch.Select(letter => ReplayEntry.Of(letter.Message))]);
        var response = await sqs.SendMessageBatchAsync(request, CancellationToken.None);
        count.Failed.AddRange((response.Failed ?? []).Select(failure => (failure.Id, $"not sent: {failure.Code} {failure.Message}".Trim())));
        var sent = (response.Successful ?? []).Select(success => success.Id).ToHashSet(StringComparer.Ordinal);
        count.Sent += sent.Count;
        var notDeleted = await held.DeleteAsync([.. batch.Where(letter => sent.Contains(letter.Id))]);
        count.Failed.AddRange(notDeleted.Select(failure => (failure.Id, $"sent, but not deleted: {failure.Why}")));
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

    private static int Size(Message message) => Encoding.UTF8.GetByteCount(message.Body)
        + (message.MessageAttributes ?? []).Sum(a => a.Key.Length + a.Value.DataType.Length + Encoding.UTF8.GetByteCount(a.Value.StringValue ?? "") + (int)(a.Value.BinaryValue?.Length ?? 0)) + 100;
}
