using System.CommandLine;
using MmsQueue.Operations.DeadLetters;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>mmsq dlq purge.</summary>
internal static class PurgeCommand
{
    public static Command Create(CommonOptions common)
    {
        var options = new ChoiceOptions();
        var file = new Option<string>("--file")
        {
            Description = "Where to write the letters before deleting them, one JSON line each. "
                + "Default: dead-letters-TIME.jsonl in the current folder.",
            HelpName = "FILE",
        };
        var command = new Command("purge", "Writes dead letters to a file, then deletes them.") { file };
        options.AddTo(command);
        common.Handle(command, (context, result, cancellationToken) =>
        {
            var choice = options.Read(result);
            choice.CheckSelection();
            var saved = result.GetValue(file) ?? $"dead-letters-{context.Time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}.jsonl";
            return choice.ChangeAsync(
                context,
                "Delete",
                (held, letters) => DeleteAsync(context.Screen, held, letters, saved, cancellationToken),
                cancellationToken);
        });
        return command;
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
        screen.Answer(
            $"Deleted {deleted} of {LetterText.Count(letters)}." + (letters.Count > 0 ? $" Saved to {file}." : ""),
            new PurgeJson(deleted, letters.Count > 0 ? file : null, LetterText.Reasons(letters)));
        foreach (var (id, why) in failed)
        {
            screen.Fail($"{id}: not deleted: {why}");
        }

        return failed.Count == 0 ? 0 : 1;
    }
}
