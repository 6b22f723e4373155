using System.CommandLine;
using MmsQueue.Operations.DeadLetters;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>mmsq dlq list.</summary>
internal static class ListCommand
{
    public static Command Create(CommonOptions common)
    {
        var filter = new FilterOptions();
        var limit = CheckedOption.Limit("--limit", "Show at most this many; the summary counts all of them.");
        var command = new Command("list", "Lists dead letters after a summary by reason. Changes nothing but their receive counts.");
        filter.AddTo(command);
        command.Options.Add(limit);
        common.Handle(command, async (context, result, cancellationToken) =>
        {
            var letters = await Look.ReadAsync(context, filter.Read(result), cancellationToken);
            Show(context.Screen, letters, [.. letters.Take(result.GetValue(limit) ?? int.MaxValue)]);
            return 0;
        });
        return command;
    }

    private static void Show(Screen screen, IReadOnlyList<DeadLetter> letters, IReadOnlyList<DeadLetter> shown)
    {
        if (letters.Count == 0 || screen.IsJson)
        {
            var json = new ListJson(letters.Count, LetterText.Reasons(letters), shown.Select(DeadLetterRecord.From));
            screen.Answer("No dead letters.", json);
            return;
        }

        screen.Table(["REASON", "COUNT", "FIRST", "LAST"], [.. LetterText.Groups(letters).Select(group => (string[])
            [group.Reason, $"{group.Count}", DeadLetterRecord.Text(group.First), DeadLetterRecord.Text(group.Last)])]);
        screen.Answer("");
        LetterText.WriteTable(screen, shown);
        if (shown.Count < letters.Count)
        {
            screen.Say($"Showing {shown.Count} of {letters.Count} (--limit).");
        }
    }
}
