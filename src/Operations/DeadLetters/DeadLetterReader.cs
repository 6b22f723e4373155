using Amazon.SQS;

namespace MmsQueue.Operations.DeadLetters;

/// <summary>Reads the dead-letter queue.</summary>
/// <param name="Sqs">The client.</param>
/// <param name="Url">The queue's URL.</param>
/// <param name="Time">The clock that renews holds.</param>
/// <param name="Hold">How long a letter stays hidden unless its hold is renewed. A killed program's letters return after this time.</param>
public sealed record DeadLetterReader(IAmazonSQS Sqs, string Url, TimeProvider Time, TimeSpan Hold)
{
    /// <summary>Receives every letter once and holds them all.</summary>
    /// <param name="cancellationToken">Cancels the read; letters already received become visible again.</param>
    /// <param name="progress">Called with the number of letters read so far.</param>
    /// <param name="isEnough">Ends the read early when true for the letters read so far.</param>
    public async Task<HeldLetters> ReadAsync(
        CancellationToken cancellationToken, Action<int>? progress = null, Func<IReadOnlyCollection<DeadLetter>, bool>? isEnough = null)
    {
        var held = new HeldLetters(this);
        try
        {
            while (isEnough?.Invoke(held.Letters) is not true && await held.ReceiveAsync(cancellationToken))
            {
                progress?.Invoke(held.Count);
            }

            return held;
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }
    }
}
