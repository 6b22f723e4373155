using System.CommandLine;
using System.Globalization;
using MmsQueue.Operations.DeadLetters;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>mmsq dlq list.</summary>
internal static class ListCommand
{
    public static Command Create(CommonOptions common)
    {
        var filter = new FilterOptions(TimeProvider.System);
        var limit = Numbers.Whole("--limit", "N", "Show at most this many; the summary counts all of them.", 1, 1_000_000);
        var command = new Command("list", "Lists dead letters after a summary by reason. Changes nothing but their receive counts.");
        filter.AddTo(command);
        command.Options.Add(limit);
        common.Handle(command, async (context, result, cancellationToken) =>
        {
            var letters = await Look.ReadAsync(context, filter.Read(result), cancellationToken);
            var shown = letters.Take(result.GetValue(limit) ?? int.MaxValue).ToList();
            if (context.Screen.IsJson)
            {
                context.Screen.AnswerJson(new ListJson(letters.Count, LetterText.Reasons(letters), shown.Select(DeadLetterRecord.From)));
            }
            else
            {
                Write(context.Screen, letters, shown);
            }

            return 0;
        });
        return command;
    }

    private static void Write(Screen screen, IReadOnlyList<DeadLetter> letters, List<DeadLetter> shown)
    {
        if (letters.Count == 0)
        {
            screen.Answer("No dead letters.");
            return;
        }

        screen.Table(["REASON", "COUNT", "FIRST", "LAST"], [.. LetterText.Groups(letters).Select(group => (string[])
            [group.Reason, group.Count.ToString(CultureInfo.InvariantCulture), DeadLetterRecord.Text(group.First), DeadLetterRecord.Text(group.Last)])]);
        screen.Answer("");
        LetterText.WriteTable(screen, shown);
        if (shown.Count < letters.Count)
        {
            screen.Say(string.Create(CultureInfo.InvariantCulture, $"Showing {shown.Count} of {letters.Count} (--limit)."));
        }
    }
}
