using MmsQueue.Operations;
using MmsQueue.Operations.DeadLetters;
using MmsQueue.Operations.Queues;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>Reads the dead-letter queue for a command, and reports what it cannot read at the moment.</summary>
internal static class Look
{
    private const int WorthABar = 1000;
    private const string HoldVariable = "MMSQ_HOLD_SECONDS";

    // How long a letter is hidden before its hold is renewed or it returns: MMSQ_HOLD_SECONDS, or one minute.
    private static TimeSpan Hold =>
        Environment.GetEnvironmentVariable(HoldVariable) is not { Length: > 0 } text ? TimeSpan.FromMinutes(1)
        : CheckedOption.Whole(text, 5, 3600) is { } seconds ? TimeSpan.FromSeconds(seconds)
        : throw new OperatorException($"{HoldVariable} must be a whole number of seconds from 5 to 3600. Correct it or unset it.");

    public static DeadLetterReader Reader(CommandContext context) =>
        new(context.Sqs, context.Stack.RequiredDeadLetterQueueUrl, context.Time, Hold);

    /// <summary>Reads the letters that match, and releases all of them.</summary>
    public static async Task<IReadOnlyList<DeadLetter>> ReadAsync(
        CommandContext context, DeadLetterFilter filter, CancellationToken cancellationToken)
    {
        await using var held = await AtAsync(context, filter, cancellationToken);
        return held.Letters;
    }

    /// <summary>Holds the letters that match, and releases the others.</summary>
    public static async Task<HeldLetters> AtAsync(CommandContext context, DeadLetterFilter filter, CancellationToken cancellationToken)
    {
        var reader = Reader(context);
        var before = await QueueAttributes.DepthAsync(context.Sqs, reader.Url, cancellationToken);
        var held = before.Waiting < WorthABar
            ? await reader.ReadAsync(cancellationToken)
            : await context.Screen.ProgressAsync(board =>
            {
                var bar = board.Add("read", before.Waiting);
                return reader.ReadAsync(cancellationToken, count => bar.Set(count));
            });
        Report(context.Screen, before, held, reader.Hold);
        await held.KeepAsync(filter.Matches);
        return held;
    }

    private static void Report(Screen screen, QueueDepth before, HeldLetters held, TimeSpan hold)
    {
        if (held.IsCut)
        {
            screen.Say(
                $"SQS allows at most 120,000 messages in flight: these are the first {held.Letters.Count}. "
                + "Run again for the rest, or replay with --server-side.");
        }

        // Letters that another reader released in time were read too.
        if (Math.Min(before.InFlight, before.InFlight + before.Waiting - held.Letters.Count) is > 0 and var others)
        {
            screen.Say(
                $"{others} more are hidden: another reader holds them, or held them when it was killed. "
                + $"They return within {hold.TotalSeconds:0} s; run again then.");
        }
    }
}
