using System.CommandLine;
using System.Globalization;
using MmsQueue.Shared;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>mmsq dlq list.</summary>
internal static class ListCommand
{
    public static Command Create(CommonOptions common)
    {
        var filter = new FilterOptions(TimeProvider.System);
        var limit = Numbers.Whole("--limit", "N", "Show at most this many; the summary counts them all.", 1, 1_000_000);
        var command = new Command("list", "Lists dead letters, a summary by reason first. Looking changes nothing but their receive counts.");
        filter.AddTo(command);
        command.Options.Add(limit);
        common.Handle(command, async (context, result, cancellationToken) =>
        {
            var letters = await ReadAsync(context, filter.Read(result), cancellationToken);
            var shown = letters.Take(result.GetValue(limit) ?? int.MaxValue).ToList();
            if (context.Screen.IsJson)
            {
                WriteJson(context.Screen, letters, shown);
            }
            else
            {
                Write(context.Screen, letters, shown);
            }

            return 0;
        });
        return command;
    }

    private static async Task<IReadOnlyList<DeadLetter>> ReadAsync(CommandContext context, DeadLetterFilter filter, CancellationToken cancellationToken)
    {
        await using var held = await Look.AtAsync(context, filter, cancellationToken);
        return held.Letters;
    }

    private static void Write(Screen screen, IReadOnlyList<DeadLetter> letters, List<DeadLetter> shown)
    {
        if (letters.Count == 0)
        {
            screen.Answer("No dead letters.");
            return;
        }

        screen.Table(["REASON", "COUNT", "FIRST", "LAST"], [.. LetterText.Groups(letters).Select(group => (string[])
            [group.Reason, group.Count.ToString(CultureInfo.InvariantCulture), LetterText.Time(group.First), LetterText.Time(group.Last)])]);
        screen.Answer("");
        LetterText.WriteTable(screen, shown);
        if (shown.Count < letters.Count)
        {
            screen.Say(string.Create(CultureInfo.InvariantCulture, $"{shown.Count} of {letters.Count} are shown (--limit)."));
        }
    }

    private static void WriteJson(Screen screen, IReadOnlyList<DeadLetter> letters, List<DeadLetter> shown) => screen.AnswerJson(json =>
    {
        json.WriteNumber("count", letters.Count);
        LetterText.WriteReasons(json, letters);
        json.WriteStartArray("letters");
        foreach (var letter in shown)
        {
            json.WriteStartObject();
            LetterText.Write(json, letter);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
