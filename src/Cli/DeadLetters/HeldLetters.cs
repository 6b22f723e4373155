using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;
using MmsQueue.Shared;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>Dead letters that were received and are kept from other readers, and made visible again at the end.</summary>
/// <remarks>The hold is short and renewed at a third of it, so that what a killed program held comes back within a minute.</remarks>
internal sealed class HeldLetters : IAsyncDisposable
{
    private const int BatchSize = 10; // of SQS
    private static readonly TimeSpan TimeToRelease = TimeSpan.FromSeconds(20);

    private const string HoldVariable = "MMSQ_HOLD_SECONDS";

    private readonly IAmazonSQS _sqs;
    private readonly string _queueUrl;
    private readonly Dictionary<string, DeadLetter> _letters = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _renewing;

    /// <summary>How long a letter is held before it is renewed or comes back: MMSQ_HOLD_SECONDS, or a minute.</summary>
    public static TimeSpan Hold =>
        Environment.GetEnvironmentVariable(HoldVariable) is not { Length: > 0 } text ? TimeSpan.FromMinutes(1)
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 5 and <= 3600 ? TimeSpan.FromSeconds(seconds)
        : throw new MmsqException($"{HoldVariable} is wrong: it must be a whole number of seconds from 5 to 3600. Set it so, or leave it out.");

    private HeldLetters(IAmazonSQS sqs, string queueUrl, TimeProvider time)
    {
        (_sqs, _queueUrl) = (sqs, queueUrl);
        _renewing = RenewAsync(time, _end.Token);
    }

    /// <summary>Those that are held, the oldest first.</summary>
    public IReadOnlyList<DeadLetter> Letters
    {
        get
        {
            lock (_lock)
            {
                return [.. _letters.Values.OrderBy(letter => letter.Time).ThenBy(letter => letter.Id, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>Whether SQS would not give more at once, 120,000 being its limit.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Reads the whole queue, each letter once.</summary>
    public static async Task<HeldLetters> ReadAsync(IAmazonSQS sqs, string queueUrl, TimeProvider time, Action<int> progress, CancellationToken cancellationToken)
    {
        var held = new HeldLetters(sqs, queueUrl, time);
        try
        {
            while (await held.ReceiveAsync(cancellationToken))
            {
                progress(held._letters.Count);
            }

            return held;
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes those visible again that are not meant.</summary>
    public Task KeepAsync(Func<DeadLetter, bool> isMeant) => ReleaseAsync([.. Letters.Where(letter => !isMeant(letter))]);

    /// <summary>Deletes from the queue; what could not be deleted is returned, with the reason.</summary>
    public async Task<IReadOnlyList<(string Id, string Why)>> DeleteAsync(IReadOnlyList<DeadLetter> letters)
    {
        var entries = Entries(letters, (id, handle) => new DeleteMessageBatchRequestEntry(id, handle));
        var failed = new List<(string Id, string Why)>();
        foreach (var chunk in entries.Chunk(BatchSize))
        {
            var response = await _sqs.DeleteMessageBatchAsync(new DeleteMessageBatchRequest(_queueUrl, [.. chunk]), CancellationToken.None);
            failed.AddRange((response.Failed ?? []).Select(failure => (failure.Id, $"{failure.Code} {failure.Message}".Trim())));
        }

        Forget(letters.Where(letter => failed.TrueForAll(failure => failure.Id != letter.Id)));
        return failed;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _renewing;
        _end.Dispose();
        await ReleaseAsync(Letters);
        _oneAtATime.Dispose();
    }

    // An empty answer to a long poll has asked every server of the queue. One that only repeats is as good as empty.
    private async Task<bool> ReceiveAsync(CancellationToken cancellationToken)
    {
        var request = new ReceiveMessageRequest(_queueUrl)
        {
            MaxNumberOfMessages = BatchSize,
            VisibilityTimeout = (int)Hold.TotalSeconds,
            WaitTimeSeconds = 1,
            MessageAttributeNames = ["All"],
            MessageSystemAttributeNames = ["All"],
        };
        try
        {
            // Not cancelled in between: what SQS has given out must be known here, to be given back.
            cancellationToken.ThrowIfCancellationRequested();
            var messages = (await _sqs.ReceiveMessageAsync(request, CancellationToken.None)).Messages ?? [];
            lock (_lock)
            {
                var before = _letters.Count;
                messages.ForEach(message => _letters[message.MessageId] = DeadLetter.From(message));
                return _letters.Count > before;
            }
        }
        catch (OverLimitException)
        {
            IsCut = true;
            return false;
        }
    }

    private async Task RenewAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Hold / 3, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await ChangeVisibilityAsync(() => Letters, Hold, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private async Task ReleaseAsync(IReadOnlyList<DeadLetter> letters)
    {
        using var patience = new CancellationTokenSource(TimeToRelease);
        Forget(letters);
        try
        {
            await ChangeVisibilityAsync(() => letters, TimeSpan.Zero, patience.Token);
        }
        catch (OperationCanceledException)
        {
            // They come back by themselves when the hold ends.
        }
    }

    // One at a time, lest a renewal hides what was just given back.
    private async Task ChangeVisibilityAsync(Func<IReadOnlyList<DeadLetter>> letters, TimeSpan visibility, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var seconds = (int)visibility.TotalSeconds;
            var entries = Entries(letters(), (id, handle) => new ChangeMessageVisibilityBatchRequestEntry(id, handle) { VisibilityTimeout = seconds });
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(entries.Chunk(BatchSize), parallel, async (chunk, token) => await ChangeVisibilityAsync(chunk, token));
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task ChangeVisibilityAsync(ChangeMessageVisibilityBatchRequestEntry[] chunk, CancellationToken cancellationToken)
    {
        try
        {
            await _sqs.ChangeMessageVisibilityBatchAsync(new ChangeMessageVisibilityBatchRequest(_queueUrl, [.. chunk]), cancellationToken);
        }
        catch (Exception e) when (AwsClient.IsFailure(e))
        {
            // At worst they are visible somewhat sooner or later.
        }
    }

    private static IEnumerable<T> Entries<T>(IReadOnlyList<DeadLetter> letters, Func<string, string, T> entry) =>
        letters.Select(letter => entry(letter.Id, letter.Message.ReceiptHandle));

    private void Forget(IEnumerable<DeadLetter> letters)
    {
        lock (_lock)
        {
            foreach (var letter in letters)
            {
                _letters.Remove(letter.Id);
            }
        }
    }
}
