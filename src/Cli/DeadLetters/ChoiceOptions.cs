using System.CommandLine;
using MmsQueue.Operations.DeadLetters;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>The options of a command that changes the queue: which letters, how many, and whether to prompt.</summary>
internal sealed class ChoiceOptions
{
    private readonly FilterOptions _filter = new(TimeProvider.System);
    private readonly Option<string> _id = new("--id") { Description = "Select the letter with this ID or ID prefix.", HelpName = "ID" };
    private readonly Option<bool> _all = new("--all") { Description = "Select every dead letter." };
    private readonly Option<int?> _max = Numbers.Whole("--max", "N", "Select at most this many, oldest first.", 1, 1_000_000);
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

    /// <exception cref="UsageException">The command line selects no letters, or both all and some.</exception>
    public Choice Read(ParseResult result)
    {
        var filter = _filter.Read(result, result.GetValue(_id));
        var isAll = result.GetValue(_all);
        return (filter == DeadLetterFilter.Any) == isAll
            ? new Choice(filter, result.GetValue(_max), result.GetValue(_yes), result.GetValue(_dryRun))
            : throw new UsageException(isAll
                ? "--all selects every dead letter: leave out --all or the filter."
                : "Which letters? Give --all or a filter: --reason, --since, --until, --message-sid, --id.");
    }

    /// <summary>Whether the command line selects only some letters.</summary>
    public bool IsFiltered(ParseResult result) =>
        _filter.Read(result, result.GetValue(_id)) != DeadLetterFilter.Any || result.GetValue(_max) is not null;

    public bool IsYes(ParseResult result) => result.GetValue(_yes);

    public bool IsDryRun(ParseResult result) => result.GetValue(_dryRun);
}

/// <summary>Which dead letters to change, how many at most, and whether to prompt or only list them.</summary>
internal sealed record Choice(DeadLetterFilter Filter, int? Max, bool Yes, bool DryRun)
{
    /// <summary>The selected letters among those found, oldest first; releases the others.</summary>
    public async Task<IReadOnlyList<DeadLetter>> OfAsync(HeldLetters held)
    {
        var found = held.Letters;
        IReadOnlyList<DeadLetter> letters = Filter.Id is { } id ? [ShowCommand.Single(found, id)] : [.. found.Take(Max ?? int.MaxValue)];
        var ids = letters.Select(letter => letter.Id).ToHashSet(StringComparer.Ordinal);
        await held.KeepAsync(letter => ids.Contains(letter.Id));
        return letters;
    }

    /// <summary>The exit code if this is a dry run or the operator declines; null to go on.</summary>
    public int? EndsEarly(Screen screen, IReadOnlyList<DeadLetter> letters, string verb)
    {
        if (DryRun)
        {
            ReplayText.ShowPlan(screen, letters);
            return 0;
        }

        if (letters.Count > 0 && !Yes && !screen.Confirm($"{verb} {LetterText.Count(letters)}?"))
        {
            screen.Fail("Nothing was changed.");
            return 1;
        }

        return null;
    }

    /// <summary>Checks before anything is read that a prompt is possible if it is needed.</summary>
    /// <exception cref="UsageException">There is no terminal to prompt on.</exception>
    public void CheckCanAsk() => CheckCanAsk(Yes || DryRun);

    public static void CheckCanAsk(bool isAgreed)
    {
        if (!isAgreed && !Screen.CanAsk)
        {
            throw new UsageException("Cannot prompt without a terminal: give --yes, or preview with --dry-run.");
        }
    }
}
