using Amazon.SQS;
using MmsQueue.Operations.DeadLetters;

namespace MmsQueue.Local.Live;

/// <summary>The dead-letter queue, read by one caller at a time; what was read becomes visible again afterwards.</summary>
internal sealed class DeadLetterBox(IAmazonSQS sqs, string deadLetterQueueUrl, string mediaQueueUrl) : IDisposable
{
    private readonly DeadLetterReader _reader = new(sqs, deadLetterQueueUrl, TimeProvider.System, Hold: TimeSpan.FromSeconds(20));
    private readonly Replay _replay = new(sqs, mediaQueueUrl, rate: 1, TimeProvider.System);
    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>Reads at least this many letters, or all of them.</summary>
    public Task<IReadOnlyList<DeadLetter>> ReadAsync(int atLeast, CancellationToken cancellationToken) =>
        HoldAsync(letters => letters.Count >= atLeast, held => Task.FromResult(held.Letters), cancellationToken);

    /// <summary>Sends a dead letter to the media queue, then deletes it; false if there is none for this message and index.</summary>
    public Task<bool> ReplayAsync(string messageSid, int index, Action<DeadLetter> before, CancellationToken cancellationToken)
    {
        return HoldAsync(letters => letters.Any(IsMeant), ReplayAsync, cancellationToken);

        bool IsMeant(DeadLetter letter) => letter.Job is { } job && job.MessageSid == messageSid && job.MediaIndex == index;

        async Task<bool> ReplayAsync(HeldLetters held)
        {
            if (held.Letters.FirstOrDefault(IsMeant) is not { } letter)
            {
                return false;
            }

            before(letter);
            var count = new ReplayCount();
            await _replay.RunAsync(held, [letter], count, static _ => { }, CancellationToken.None);
            return count.Failed is [var failure, ..] ? throw new AmazonSQSException($"The dead letter was {failure.Why}") : true;
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<T> HoldAsync<T>(
        Func<IReadOnlyCollection<DeadLetter>, bool> isEnough, Func<HeldLetters, Task<T>> use, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            await using var held = await _reader.ReadAsync(cancellationToken, isEnough: isEnough);
            return await use(held);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }
}
