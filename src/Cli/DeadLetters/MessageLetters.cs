using Amazon.SQS.Model;
using MmsQueue.Shared;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>Watches for dead letters of one message.</summary>
internal sealed class MessageLetters(CommandContext context, string messageSid)
{
    private static readonly string[] Counts = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"];

    private int _seen;

    /// <summary>The first that there is; null when there is none.</summary>
    /// <remarks>Only a changed count is worth a look, since a look hides the letters from other readers for a moment.</remarks>
    public async Task<DeadLetter?> FindAsync(CancellationToken cancellationToken)
    {
        if (context.Stack.DeadLetterQueueUrl is not { } queueUrl)
        {
            return null;
        }

        var depth = await context.Sqs.GetQueueAttributesAsync(new GetQueueAttributesRequest(queueUrl, [.. Counts]), cancellationToken);
        var count = depth.ApproximateNumberOfMessages + depth.ApproximateNumberOfMessagesNotVisible;
        if (count == _seen || depth.ApproximateNumberOfMessages == 0)
        {
            return null;
        }

        await using var held = await HeldLetters.ReadAsync(context.Sqs, queueUrl, context.Time, static _ => { }, cancellationToken);
        _seen = held.Letters.Count;
        return held.Letters.FirstOrDefault(letter => letter.Job?.MessageSid == messageSid);
    }
}
