using Amazon.SQS.Model;

namespace MmsQueue.Operations.DeadLetters;

/// <summary>A dead letter that could not be handled, and why.</summary>
public sealed record LetterFailure(string Id, string Why)
{
    internal static LetterFailure From(BatchResultErrorEntry error) => new(error.Id, $"{error.Code} {error.Message}".Trim());
}

/// <summary>Dead letters that were received and stay hidden from other readers until disposal makes them visible again.</summary>
/// <remarks>Holds are short and renewed at a third of their time.</remarks>
public sealed class HeldLetters : IAsyncDisposable
{
    private const int BatchSize = 10; // SQS's limit
    private static readonly TimeSpan TimeToRelease = TimeSpan.FromSeconds(20);

    private readonly DeadLetterReader _reader;
    private readonly Dictionary<string, DeadLetter> _letters = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _renewing;

    internal HeldLetters(DeadLetterReader reader)
    {
        _reader = reader;
        _renewing = RenewAsync(_end.Token);
    }

    /// <summary>The letters held, oldest first.</summary>
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

    /// <summary>Whether the read stopped at SQS's limit of 120,000 messages in flight.</summary>
    public bool IsCut { get; private set; }

    internal int Count => _letters.Count;

    /// <summary>Keeps the letters that match and makes the others visible again.</summary>
    public Task KeepAsync(Func<DeadLetter, bool> matches) => ReleaseAsync([.. Letters.Where(letter => !matches(letter))]);

    /// <summary>Deletes letters from the queue and returns those that could not be deleted.</summary>
    public async Task<IReadOnlyList<LetterFailure>> DeleteAsync(IReadOnlyList<DeadLetter> letters)
    {
        var failed = new List<LetterFailure>();
        var entries = letters.Select(letter => new DeleteMessageBatchRequestEntry(letter.Id, letter.Message.ReceiptHandle));
        foreach (var chunk in entries.Chunk(BatchSize))
        {
            var request = new DeleteMessageBatchRequest(_reader.Url, [.. chunk]);
            var response = await _reader.Sqs.DeleteMessageBatchAsync(request, CancellationToken.None);
            failed.AddRange((response.Failed ?? []).Select(LetterFailure.From));
        }

        Forget(letters.Where(letter => failed.TrueForAll(failure => failure.Id != letter.Id)));
        return failed;
    }

    /// <summary>Makes every letter still held visible again.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _renewing;
        _end.Dispose();
        await ReleaseAsync(Letters);
        _oneAtATime.Dispose();
    }

    // An empty response to a long poll has asked all of the queue's servers. One that only repeats known letters counts as empty.
    internal async Task<bool> ReceiveAsync(CancellationToken cancellationToken)
    {
        var request = new ReceiveMessageRequest(_reader.Url)
        {
            MaxNumberOfMessages = BatchSize,
            VisibilityTimeout = (int)_reader.Hold.TotalSeconds,
            WaitTimeSeconds = 1,
            MessageAttributeNames = ["All"],
            MessageSystemAttributeNames = ["All"],
        };
        try
        {
            // The call itself is not cancelled: letters that SQS has handed out must be known here to be released.
            cancellationToken.ThrowIfCancellationRequested();
            var messages = (await _reader.Sqs.ReceiveMessageAsync(request, CancellationToken.None)).Messages ?? [];
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

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_reader.Hold / 3, _reader.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await ChangeVisibilityAsync(() => Letters, (int)_reader.Hold.TotalSeconds, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private async Task ReleaseAsync(IReadOnlyList<DeadLetter> letters)
    {
        using var timeout = new CancellationTokenSource(TimeToRelease);
        Forget(letters);
        try
        {
            await ChangeVisibilityAsync(() => letters, seconds: 0, timeout.Token);
        }
        catch (OperationCanceledException)
        {
            // They return when their hold ends.
        }
    }

    // One at a time, so that a renewal cannot hide what was just released.
    private async Task ChangeVisibilityAsync(Func<IReadOnlyList<DeadLetter>> letters, int seconds, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var entries = letters().Select(letter =>
                new ChangeMessageVisibilityBatchRequestEntry(letter.Id, letter.Message.ReceiptHandle) { VisibilityTimeout = seconds });
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(entries.Chunk(BatchSize), parallel, ChangeVisibilityAsync);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async ValueTask ChangeVisibilityAsync(ChangeMessageVisibilityBatchRequestEntry[] chunk, CancellationToken cancellationToken)
    {
        try
        {
            var request = new ChangeMessageVisibilityBatchRequest(_reader.Url, [.. chunk]);
            await _reader.Sqs.ChangeMessageVisibilityBatchAsync(request, cancellationToken);
        }
        catch (Exception e) when (AwsFailure.Is(e))
        {
            // At worst they become visible somewhat earlier or later.
        }
    }

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
