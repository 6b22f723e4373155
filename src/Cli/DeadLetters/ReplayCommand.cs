using System.CommandLine;
using MmsQueue.Operations;
using MmsQueue.Operations.DeadLetters;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>mmsq dlq replay.</summary>
internal static class ReplayCommand
{
    public static Command Create(CommonOptions common)
    {
        var options = new ChoiceOptions();
        var rate = CheckedOption.Create(
            "--rate", "N/s", "Dead letters per second.",
            text => CheckedOption.Rate(text, 10_000) ?? throw new FormatException($"{text} is not a number per second from 0.1 to 10000"),
            _ => 50.0);
        var serverSide = new Option<bool>("--server-side")
        {
            Description = "Let SQS move the whole queue (StartMessageMoveTask), and show its progress.",
        };
        var command = new Command("replay", "Moves dead letters back to the media queue. Ctrl-C stops after the batch in progress.")
        {
            rate, serverSide,
        };
        options.AddTo(command);
        common.Handle(command, (context, result, cancellationToken) =>
        {
            var (choice, perSecond) = (options.Read(result), result.GetValue(rate));
            return result.GetValue(serverSide)
                ? MoveAsync(context, choice, result.GetResult(rate) is { Implicit: false } ? perSecond : null, cancellationToken)
                : RunAsync(context, choice, perSecond, cancellationToken);
        });
        return command;
    }

    private static Task<int> RunAsync(CommandContext context, Choice choice, double rate, CancellationToken cancellationToken)
    {
        choice.CheckSelection();
        var replay = new Replay(context.Sqs, context.Stack.RequiredMediaQueueUrl, rate, context.Time);
        return choice.ChangeAsync(
            context, "Replay", (held, letters) => ReplayAsync(context.Screen, replay, held, letters, cancellationToken), cancellationToken);
    }

    private static async Task<int> ReplayAsync(
        Screen screen, Replay replay, HeldLetters held, IReadOnlyList<DeadLetter> letters, CancellationToken cancellationToken)
    {
        var count = new ReplayCount();
        string? failure = null;
        try
        {
            await screen.ProgressAsync(async board =>
            {
                var bar = board.Add("replayed", letters.Count);
                await replay.RunAsync(held, letters, count, done => bar.Set(done), cancellationToken);
                return true;
            });
        }
        catch (Exception e) when (AwsFailure.Is(e))
        {
            failure = Explanation.Of(e);
        }

        Show(screen, letters, count, failure);
        return failure is null && count is { Failed.Count: 0, IsInterrupted: false } ? 0 : 1;
    }

    private static void Show(Screen screen, IReadOnlyList<DeadLetter> letters, ReplayCount count, string? failure)
    {
        screen.Answer(
            $"Replayed {count.Sent} of {LetterText.Count(letters)}.",
            new ReplayJson(
                DryRun: false, letters.Count, count.Sent, count.IsInterrupted, LetterText.Reasons(letters), count.Failed, failure));
        foreach (var (id, why) in count.Failed)
        {
            screen.Fail($"{id}: {why}");
        }

        if (failure is not null)
        {
            screen.Fail(failure);
        }
        else if (count.IsInterrupted)
        {
            screen.Fail("Interrupted. The remaining letters are unchanged; run the command again to continue.");
        }
    }

    private static async Task<int> MoveAsync(CommandContext context, Choice choice, double? rate, CancellationToken cancellationToken)
    {
        if (Contradiction(choice, rate) is { } wrong)
        {
            throw new UsageException(wrong);
        }

        choice.CheckCanAsk();
        if (!choice.Yes && !context.Screen.Confirm("Have SQS move all dead letters to the media queue?"))
        {
            return 1;
        }

        var task = new MoveTask(context.Sqs, context.Stack, context.Time);
        var end = await context.Screen.ProgressAsync(board =>
        {
            ProgressBar? bar = null;
            return task.RunAsync((int?)rate, (moved, total) => (bar ??= board.Add("moved", total)).Set(moved), cancellationToken);
        });
        var (status, moved) = (end.Status, end.ApproximateNumberOfMessagesMoved ?? 0);
        context.Screen.Answer($"SQS moved {moved} dead letters: {status}.", new MoveJson(status, moved, end.FailureReason));
        if (status is "COMPLETED")
        {
            return 0;
        }

        var why = end.FailureReason is { } reason ? $": {reason}" : "";
        context.Screen.Fail(
            $"The move task ended as {status}{why}. Letters that were not moved are unchanged; run the command again to continue.");
        return 1;
    }

    private static string? Contradiction(Choice choice, double? rate) =>
        choice.Filter != DeadLetterFilter.Any || choice.Max is not null ?
            "--server-side moves the whole queue, because StartMessageMoveTask has no filter: "
            + "leave out the filter and --max, or leave out --server-side."
        : choice.DryRun ? "--server-side cannot list letters in advance: use mmsq dlq list, or leave out --dry-run."
        : rate is < 1 or > 500 || (rate is { } given && !double.IsInteger(given))
            ? "--rate: with --server-side, SQS accepts whole numbers from 1 to 500."
        : null;
}
