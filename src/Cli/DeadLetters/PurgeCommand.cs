using System.CommandLine;
using System.Globalization;
using MmsQueue.Operations.DeadLetters;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>mmsq dlq purge.</summary>
internal static class PurgeCommand
{
    public static Command Create(CommonOptions common)
    {
        var choice = new ChoiceOptions();
        var file = new Option<string>("--file")
        {
            Description = "Where to write the letters before deleting them, one JSON line each. Default: dead-letters-TIME.jsonl in the current folder.",
            HelpName = "FILE",
        };
        var command = new Command("purge", "Writes dead letters to a file, then deletes them.") { file };
        choice.AddTo(command);
        common.Handle(command, (context, result, cancellationToken) => RunAsync(context, choice.Read(result), result.GetValue(file), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, Choice choice, string? file, CancellationToken cancellationToken)
    {
        choice.CheckCanAsk();
        await using var held = await Look.AtAsync(context, choice.Filter, cancellationToken);
        var letters = await choice.OfAsync(held);
        file ??= $"dead-letters-{context.Time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}.jsonl";
        return choice.EndsEarly(context.Screen, letters, "Delete") ?? await DeleteAsync(context.Screen, held, letters, file, cancellationToken);
    }

    private static async Task<int> DeleteAsync(
        Screen screen, HeldLetters held, IReadOnlyList<DeadLetter> letters, string file, CancellationToken cancellationToken)
    {
        if (letters.Count > 0)
        {
            await DeadLetterRecord.WriteAsync(file, letters, cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var failed = await held.DeleteAsync(letters);
        var deleted = letters.Count - failed.Count;
        if (screen.IsJson)
        {
            screen.AnswerJson(new PurgeJson(deleted, letters.Count > 0 ? file : null, LetterText.Reasons(letters)));
        }
        else
        {
            var where = letters.Count > 0 ? $" Saved to {file}." : "";
            screen.Answer(string.Create(CultureInfo.InvariantCulture, $"Deleted {deleted} of {LetterText.Count(letters)}.{where}"));
        }

        foreach (var (id, why) in failed)
        {
            screen.Fail($"{id}: not deleted: {why}");
        }

        return failed.Count == 0 ? 0 : 1;
    }
}
