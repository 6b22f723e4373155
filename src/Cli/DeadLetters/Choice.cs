using System.CommandLine;
using MmsQueue.Operations.DeadLetters;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>The options of a command that changes the queue: which letters, how many, and whether to prompt.</summary>
internal sealed class ChoiceOptions
{
    private readonly FilterOptions _filter = new();
    private readonly Option<string> _id = new("--id") { Description = "Select the letter with this ID or ID prefix.", HelpName = "ID" };
    private readonly Option<bool> _all = new("--all") { Description = "Select every dead letter." };
    private readonly Option<int?> _max = CheckedOption.Limit("--max", "Select at most this many, oldest first.");
    private readonly Option<bool> _yes = new("--yes") { Description = "Do not prompt." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only list the selected letters." };

    public void AddTo(Command command)
    {
        _filter.AddTo(command);
        foreach (var option in (Option[])[_id, _all, _max, _yes, _dryRun])
        {
            command.Options.Add(option);
        }
    }

    public Choice Read(ParseResult result) => new(
        _filter.Read(result, result.GetValue(_id)),
        result.GetValue(_all),
        result.GetValue(_max),
        result.GetValue(_yes),
        result.GetValue(_dryRun));
}

/// <summary>Which dead letters to change, how many at most, and whether to prompt or only list them.</summary>
internal sealed record Choice(DeadLetterFilter Filter, bool All, int? Max, bool Yes, bool DryRun)
{
    /// <exception cref="UsageException">The command line selects no letters, or both all and some.</exception>
    public void CheckSelection()
    {
        if ((Filter == DeadLetterFilter.Any) != All)
        {
            throw new UsageException(All
                ? "--all selects every dead letter: leave out --all or the filter."
                : "Which letters? Give --all or a filter: --reason, --since, --until, --message-sid, --id.");
        }
    }

    /// <summary>Checks before anything is read that a prompt is possible if it is needed.</summary>
    /// <exception cref="UsageException">There is no terminal to prompt on.</exception>
    public void CheckCanAsk()
    {
        if (!Yes && !DryRun && !Screen.CanAsk)
        {
            throw new UsageException("Cannot prompt without a terminal: give --yes, or preview with --dry-run.");
        }
    }

    /// <summary>Changes the selected letters and returns the exit code. A dry run only lists them, and the operator may decline.</summary>
    public async Task<int> ChangeAsync(
        CommandContext context,
        string verb,
        Func<HeldLetters, IReadOnlyList<DeadLetter>, Task<int>> change,
        CancellationToken cancellationToken)
    {
        CheckCanAsk();
        await using var held = await Look.AtAsync(context, Filter, cancellationToken);
        var letters = await SelectAsync(held);
        if (DryRun)
        {
            ShowPlan(context.Screen, letters);
            return 0;
        }

        if (letters.Count > 0 && !Yes && !context.Screen.Confirm($"{verb} {LetterText.Count(letters)}?"))
        {
            context.Screen.Fail("Nothing was changed.");
            return 1;
        }

        return await change(held, letters);
    }

    // The selected letters among those found, oldest first; releases the others.
    private async Task<IReadOnlyList<DeadLetter>> SelectAsync(HeldLetters held)
    {
        var found = held.Letters;
        IReadOnlyList<DeadLetter> letters = Filter.Id is { } id ? [ShowCommand.Single(found, id)] : [.. found.Take(Max ?? int.MaxValue)];
        var ids = letters.Select(letter => letter.Id).ToHashSet(StringComparer.Ordinal);
        await held.KeepAsync(letter => ids.Contains(letter.Id));
        return letters;
    }

    private static void ShowPlan(Screen screen, IReadOnlyList<DeadLetter> letters)
    {
        if (letters.Count > 0 && !screen.IsJson)
        {
            LetterText.WriteTable(screen, letters);
        }

        screen.Answer(
            $"Selected: {LetterText.Count(letters)}. Nothing was changed (--dry-run).",
            new PlanJson(DryRun: true, letters.Count, LetterText.Reasons(letters), letters.Select(letter => letter.Id)));
    }
}
