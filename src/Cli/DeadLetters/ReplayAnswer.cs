using System.Globalization;
using MmsQueue.Shared;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>What a replay says at its end.</summary>
internal static class ReplayAnswer
{
    public static void TellPlan(Screen screen, IReadOnlyList<DeadLetter> letters)
    {
        if (screen.IsJson)
        {
            screen.AnswerJson(json =>
            {
                json.WriteBoolean("dryRun", true);
                json.WriteNumber("chosen", letters.Count);
                LetterText.WriteReasons(json, letters);
                json.WriteStartArray("ids");
                letters.ToList().ForEach(letter => json.WriteStringValue(letter.Id));
                json.WriteEndArray();
            });
            return;
        }

        if (letters.Count > 0)
        {
            LetterText.WriteTable(screen, letters);
        }

        screen.Answer($"Chosen: {LetterText.Count(letters)}. Nothing was done (--dry-run).");
    }

    public static void Tell(Screen screen, IReadOnlyList<DeadLetter> letters, ReplayCount count, string? failure)
    {
        if (screen.IsJson)
        {
            TellJson(screen, letters, count, failure);
        }
        else
        {
            screen.Answer(string.Create(CultureInfo.InvariantCulture, $"Replayed {count.Sent} of {LetterText.Count(letters)}."));
        }

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
            screen.Fail("Interrupted. The rest are dead letters as before; run it again to go on.");
        }
    }

    private static void TellJson(Screen screen, IReadOnlyList<DeadLetter> letters, ReplayCount count, string? failure) => screen.AnswerJson(json =>
    {
        json.WriteBoolean("dryRun", false);
        json.WriteNumber("chosen", letters.Count);
        json.WriteNumber("replayed", count.Sent);
        json.WriteBoolean("interrupted", count.IsInterrupted);
        LetterText.WriteReasons(json, letters);
        json.WriteStartArray("failed");
        foreach (var (id, why) in count.Failed)
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("why", why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("failure", failure);
    });
}
