using System.CommandLine;
using MmsQueue.Shared;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>What a command that changes the queue is told: which, how many, and whether to ask.</summary>
internal sealed class ChoiceOptions
{
    private readonly FilterOptions _filter = new(TimeProvider.System);
    private readonly Option<string> _id = new("--id") { Description = "Only the one with this ID or ID prefix.", HelpName = "ID" };
    private readonly Option<bool> _all = new("--all") { Description = "All of them." };
    private readonly Option<int?> _max = Numbers.Whole("--max", "N", "At most this many, the oldest first.", 1, 1_000_000);
    private readonly Option<bool> _yes = new("--yes") { Description = "Do not ask." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only list what would be done." };

    public void AddTo(Command command)
    {
        _filter.AddTo(command);
        foreach (var option in (Option[])[_id, _all, _max, _yes, _dryRun])
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="UsageException">Nothing says which ones, or two things say it.</exception>
    public Choice Read(ParseResult result)
    {
        var filter = _filter.Read(result, result.GetValue(_id));
        var isAll = result.GetValue(_all);
        return (filter == DeadLetterFilter.Any) == isAll
            ? new Choice(filter, result.GetValue(_max), result.GetValue(_yes), result.GetValue(_dryRun))
            : throw new UsageException(isAll
                ? "--all means every dead letter: leave it out, or the filter."
                : "Which ones? Give --all, or a filter: --reason, --since, --until, --message-sid, --id.");
    }

    /// <summary>Whether the command line asks for less than all.</summary>
    public bool IsFiltered(ParseResult result) =>
        _filter.Read(result, result.GetValue(_id)) != DeadLetterFilter.Any || result.GetValue(_max) is not null;

    public bool IsYes(ParseResult result) => result.GetValue(_yes);

    public bool IsDryRun(ParseResult result) => result.GetValue(_dryRun);
}

/// <summary>Which dead letters, how many of them at most, and whether to ask or only to tell.</summary>
internal sealed record Choice(DeadLetterFilter Filter, int? Max, bool Yes, bool DryRun)
{
    /// <summary>Those that are chosen, of those that were found, the oldest first.</summary>
    public IReadOnlyList<DeadLetter> Of(HeldLetters held)
    {
        var found = held.Letters;
        return Filter.Id is { } id ? [ShowCommand.Single(found, id)] : [.. found.Take(Max ?? int.MaxValue)];
    }

    /// <summary>Before anything is read: an answer that cannot come is known at once.</summary>
    /// <exception cref="UsageException">Nobody is there to be asked.</exception>
    public void CheckCanAsk() => CheckCanAsk(Yes || DryRun);

    public static void CheckCanAsk(bool isAgreed)
    {
        if (!isAgreed && !Screen.CanAsk)
        {
            throw new UsageException("Cannot prompt without a terminal: give --yes, or look first with --dry-run.");
        }
    }
}
