using MmsQueue.Operations.Queues;

namespace MmsQueue.Operations.DeadLetters;

/// <summary>Watches for dead letters of one message.</summary>
public sealed class MessageLetters(DeadLetterReader reader, string messageSid)
{
    private int _seen;

    /// <summary>The oldest one found; null if there is none yet.</summary>
    /// <remarks>Reads the queue only when its depth has changed, because reading briefly hides the letters from other readers.</remarks>
    public async Task<DeadLetter?> FindAsync(CancellationToken cancellationToken)
    {
        var depth = await QueueAttributes.DepthAsync(reader.Sqs, reader.Url, cancellationToken);
        if (depth.Waiting + depth.InFlight == _seen || depth.Waiting == 0)
        {
            return null;
        }

        await using var held = await reader.ReadAsync(cancellationToken);
        _seen = held.Letters.Count;
        return held.Letters.FirstOrDefault(letter => letter.Job?.MessageSid == messageSid);
    }
}
