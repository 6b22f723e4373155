using System.Globalization;
using Amazon.SQS.Model;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>Reads the dead-letter queue for a command, and says what cannot be read at this moment.</summary>
internal static class Look
{
    private const int WorthABar = 1000;

    /// <summary>Holds those that the filter takes; the others are visible again.</summary>
    public static async Task<HeldLetters> AtAsync(CommandContext context, DeadLetterFilter filter, CancellationToken cancellationToken)
    {
        var queueUrl = context.Stack.RequiredDeadLetterQueueUrl;
        var about = new GetQueueAttributesRequest(queueUrl, ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]);
        var before = await context.Sqs.GetQueueAttributesAsync(about, cancellationToken);
        var held = before.ApproximateNumberOfMessages < WorthABar
            ? await HeldLetters.ReadAsync(context.Sqs, queueUrl, context.Time, static _ => { }, cancellationToken)
            : await context.Screen.ProgressAsync(board =>
            {
                var bar = board.Add("read", before.ApproximateNumberOfMessages);
                return HeldLetters.ReadAsync(context.Sqs, queueUrl, context.Time, count => bar.Set(count), cancellationToken);
            });
        if (held.IsCut)
        {
            context.Screen.Say(string.Create(CultureInfo.InvariantCulture, $"SQS gives out 120,000 messages at once and no more: these are the first {held.Letters.Count}. Run again for the rest, or replay with --server-side."));
        }

        // Those that somebody held at first and gave back in time were read too.
        var hidden = before.ApproximateNumberOfMessagesNotVisible;
        if (Math.Min(hidden, hidden + before.ApproximateNumberOfMessages - held.Letters.Count) is > 0 and var others)
        {
            context.Screen.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"{others} more cannot be seen now: another reader holds them, or one that was killed did. They come back within {HeldLetters.Hold.TotalSeconds:0} s; run again then."));
        }

        await held.KeepAsync(filter.Takes);
        return held;
    }
}
