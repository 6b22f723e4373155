using System.Globalization;
using MmsQueue.Operations.DeadLetters;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>What a replay or a purge prints before and after.</summary>
internal static class ReplayText
{
    public static void ShowPlan(Screen screen, IReadOnlyList<DeadLetter> letters)
    {
        if (screen.IsJson)
        {
            screen.AnswerJson(new PlanJson(DryRun: true, letters.Count, LetterText.Reasons(letters), letters.Select(letter => letter.Id)));
            return;
        }

        if (letters.Count > 0)
        {
            LetterText.WriteTable(screen, letters);
        }

        screen.Answer($"Selected: {LetterText.Count(letters)}. Nothing was changed (--dry-run).");
    }

    public static void Show(Screen screen, IReadOnlyList<DeadLetter> letters, ReplayCount count, string? failure)
    {
        if (screen.IsJson)
        {
            var reasons = LetterText.Reasons(letters);
            screen.AnswerJson(new ReplayJson(DryRun: false, letters.Count, count.Sent, count.IsInterrupted, reasons, count.Failed, failure));
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
            screen.Fail("Interrupted. The remaining letters are unchanged; run the command again to continue.");
        }
    }
}
