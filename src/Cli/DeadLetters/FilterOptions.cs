using System.CommandLine;
using System.Globalization;
using MmsQueue.Operations.DeadLetters;
using MmsQueue.Shared;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>The options that select dead letters.</summary>
internal sealed class FilterOptions
{
    private static readonly string[] Reasons = [.. Enum.GetValues<FailureReason>().Select(reason => reason.ToCode()), DeadLetter.NoReason];

    private static readonly string AllReasons = string.Join(", ", Reasons);

    private readonly Option<string> _reason = CheckedOption.Create(
        "--reason", "REASON", $"Only letters with this reason: {AllReasons}.",
        text => Reasons.Contains(text) ? text : throw new FormatException($"{text} is not one of {AllReasons}"));

    private readonly Option<DateTimeOffset?> _since =
        Time("--since", "Only letters from this time or later: 2026-11-22T03:00Z, or 90m, 2h, 3d ago.");

    private readonly Option<DateTimeOffset?> _until = Time("--until", "Only letters from before this time.");

    private readonly Option<string> _messageSid = CheckedOption.Create(
        "--message-sid", "SID", "Only letters of this message.",
        text => Sid.IsMessage(text) ? text : throw new FormatException($"{text} is not MM or SM and 32 hexadecimal digits"));

    public void AddTo(Command command)
    {
        command.Options.Add(_reason);
        command.Options.Add(_since);
        command.Options.Add(_until);
        command.Options.Add(_messageSid);
    }

    public DeadLetterFilter Read(ParseResult result, string? id = null) =>
        new(result.GetValue(_reason), result.GetValue(_since), result.GetValue(_until), result.GetValue(_messageSid), id);

    private static Option<DateTimeOffset?> Time(string name, string description) => CheckedOption.Create<DateTimeOffset?>(
        name, "T", description, text => ParseTime(text, TimeProvider.System.GetUtcNow())
            ?? throw new FormatException($"{text} is not a time such as 2026-11-22T03:00Z, or 90m, 2h, 3d ago"));

    // Absolute (UTC unless it names a zone) or relative to now; null if it is neither.
    private static DateTimeOffset? ParseTime(string text, DateTimeOffset now) =>
        CheckedOption.Age(text) is { } age ? now - age
        : text.StartsWith("20", StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
