using System.CommandLine;
using MmsQueue.Shared;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>mmsq dlq replay.</summary>
internal static class ReplayCommand
{
    public static Command Create(CommonOptions common)
    {
        var choice = new ChoiceOptions();
        var rate = Numbers.Rate("--rate", "Dead letters a second.", 50);
        var serverSide = new Option<bool>("--server-side")
        {
            Description = "Let SQS move the whole queue (StartMessageMoveTask), and show its progress.",
        };
        var command = new Command("replay", "Puts dead letters back on their way. Ctrl-C ends it after the batch that is being sent.") { rate, serverSide };
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
        var letters = choice.Of(held);
        var ids = letters.Select(letter => letter.Id).ToHashSet(StringComparer.Ordinal);
        await held.KeepAsync(letter => ids.Contains(letter.Id));
        var count = new ReplayCount();
        if (choice.DryRun)
        {
            ReplayAnswer.TellPlan(context.Screen, letters);
            return 0;
        }

        if (letters.Count > 0 && !choice.Yes && !context.Screen.Confirm($"Replay {LetterText.Count(letters)}?"))
        {
            context.Screen.Fail("Nothing was done.");
            return 1;
        }

        return await ReplayAsync(context, new Replay(context.Sqs, mediaQueueUrl, rate, context.Time), held, letters, count, cancellationToken);
    }

    private static async Task<int> ReplayAsync(
        CommandContext context, Replay replay, HeldLetters held, IReadOnlyList<DeadLetter> letters, ReplayCount count, CancellationToken cancellationToken)
    {
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
        catch (Exception e) when (AwsClient.IsFailure(e))
        {
            failure = Explanation.Of(e);
        }

        ReplayAnswer.Tell(context.Screen, letters, count, failure);
        return failure is null && count is { Failed.Count: 0, IsInterrupted: false } ? 0 : 1;
    }

    private static Task<int> MoveAsync(CommandContext context, ChoiceOptions choice, ParseResult result, double? rate, CancellationToken cancellationToken)
    {
        if (choice.IsFiltered(result))
        {
            throw new UsageException("--server-side moves the whole queue, since SQS's StartMessageMoveTask knows no filter: leave out the filter and --max, or leave out --server-side.");
        }

        if (choice.IsDryRun(result))
        {
            throw new UsageException("--server-side has nothing to list beforehand: use mmsq dlq list, or leave out --dry-run.");
        }

        if (rate is { } given && (given is < 1 or > 500 || !double.IsInteger(given)))
        {
            throw new UsageException("--rate: with --server-side, SQS takes a whole number from 1 to 500.");
        }

        Choice.CheckCanAsk(choice.IsYes(result));
        return choice.IsYes(result) || context.Screen.Confirm("Have SQS move all dead letters to the media queue?")
            ? new MoveTask(context).RunAsync((int?)rate, cancellationToken)
            : Task.FromResult(1);
    }
}
