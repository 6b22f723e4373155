using System.CommandLine;
using System.Globalization;
using MmsQueue.Operations;
using MmsQueue.Operations.DeadLetters;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>mmsq dlq replay.</summary>
internal static class ReplayCommand
{
    public static Command Create(CommonOptions common)
    {
        var choice = new ChoiceOptions();
        var rate = Numbers.Rate("--rate", "Dead letters per second.", 50);
        var serverSide = new Option<bool>("--server-side")
        {
            Description = "Let SQS move the whole queue (StartMessageMoveTask), and show its progress.",
        };
        var command = new Command("replay", "Moves dead letters back to the media queue. Ctrl-C stops after the batch in progress.") { rate, serverSide };
        choice.AddTo(command);
        common.Handle(command, (context, result, cancellationToken) => result.GetValue(serverSide)
            ? MoveAsync(context, choice, result, result.GetResult(rate) is { Implicit: false } ? result.GetValue(rate) : null, cancellationToken)
            : RunAsync(context, choice.Read(result), result.GetValue(rate), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, Choice choice, double rate, CancellationToken cancellationToken)
    {
        var mediaQueueUrl = context.Stack.RequiredMediaQueueUrl;
        choice.CheckCanAsk();
        await using var held = await Look.AtAsync(context, choice.Filter, cancellationToken);
        var letters = await choice.OfAsync(held);
        return choice.EndsEarly(context.Screen, letters, "Replay")
            ?? await ReplayAsync(context, new Replay(context.Sqs, mediaQueueUrl, rate, context.Time), held, letters, cancellationToken);
    }

    private static async Task<int> ReplayAsync(
        CommandContext context, Replay replay, HeldLetters held, IReadOnlyList<DeadLetter> letters, CancellationToken cancellationToken)
    {
        var count = new ReplayCount();
        string? failure = null;
        try
        {
            await context.Screen.ProgressAsync(async board =>
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

        ReplayText.Show(context.Screen, letters, count, failure);
        return failure is null && count is { Failed.Count: 0, IsInterrupted: false } ? 0 : 1;
    }

    private static async Task<int> MoveAsync(
        CommandContext context, ChoiceOptions choice, ParseResult result, double? rate, CancellationToken cancellationToken)
    {
        if (Contradiction(choice, result, rate) is { } wrong)
        {
            throw new UsageException(wrong);
        }

        Choice.CheckCanAsk(choice.IsYes(result));
        if (!choice.IsYes(result) && !context.Screen.Confirm("Have SQS move all dead letters to the media queue?"))
        {
            return 1;
        }

        var task = new MoveTask(context.Sqs, context.Stack, context.Time);
        var end = await context.Screen.ProgressAsync(board =>
        {
            ProgressBar? bar = null;
            return task.RunAsync((int?)rate, (moved, total) => (bar ??= board.Add("moved", total)).Set(moved), cancellationToken);
        });
        Show(context.Screen, end.Status, end.ApproximateNumberOfMessagesMoved ?? 0, end.FailureReason);
        return end.Status is "COMPLETED" ? 0 : 1;
    }

    private static string? Contradiction(ChoiceOptions choice, ParseResult result, double? rate) =>
        choice.IsFiltered(result) ?
            "--server-side moves the whole queue, because StartMessageMoveTask has no filter: leave out the filter and --max, or leave out --server-side."
        : choice.IsDryRun(result) ? "--server-side cannot list letters in advance: use mmsq dlq list, or leave out --dry-run."
        : rate is { } given && (given is < 1 or > 500 || !double.IsInteger(given)) ? "--rate: with --server-side, SQS accepts whole numbers from 1 to 500."
        : null;

    private static void Show(Screen screen, string status, long moved, string? failure)
    {
        if (screen.IsJson)
        {
            screen.AnswerJson(new MoveJson(status, moved, failure));
        }
        else
        {
            screen.Answer(string.Create(CultureInfo.InvariantCulture, $"SQS moved {moved} dead letters: {status}."));
        }

        if (status is not "COMPLETED")
        {
            var why = failure is { } reason ? $": {reason}" : "";
            screen.Fail($"The move task ended as {status}{why}. Letters that were not moved are unchanged; run the command again to continue.");
        }
    }
}
