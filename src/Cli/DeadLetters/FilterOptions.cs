using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MmsQueue.Operations.DeadLetters;
using MmsQueue.Shared;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>The options that select dead letters.</summary>
internal sealed class FilterOptions(TimeProvider time)
{
    private static readonly string[] Reasons = [.. Enum.GetValues<FailureReason>().Select(reason => reason.ToCode()), DeadLetter.NoReason];

    private static readonly string AllReasons = string.Join(", ", Reasons);

    private readonly Option<string> _reason = Checked(
        "--reason", "REASON", $"Only letters with this reason: {AllReasons}.", text => Reasons.Contains(text, StringComparer.Ordinal), $"one of {AllReasons}");

    private readonly Option<string> _messageSid =
        Checked("--message-sid", "SID", "Only letters of this message.", Sid.IsMessage, "MM or SM and 32 hexadecimal digits");

    private readonly Option<DateTimeOffset?> _since =
        Time("--since", "Only letters from this time or later: 2026-11-22T03:00Z, or 90m, 2h, 3d ago.", time);

    private readonly Option<DateTimeOffset?> _until = Time("--until", "Only letters from before this time.", time);

    public void AddTo(Command command)
    {
        command.Options.Add(_reason);
        command.Options.Add(_since);
        command.Options.Add(_until);
        command.Options.Add(_messageSid);
    }

    public DeadLetterFilter Read(ParseResult result, string? id = null) =>
        new(result.GetValue(_reason), result.GetValue(_since), result.GetValue(_until), result.GetValue(_messageSid), id);

    /// <summary>A time, absolute (UTC unless it names a zone) or relative to now; null if it is neither.</summary>
    public static DateTimeOffset? ParseTime(string text, DateTimeOffset now)
    {
        var seconds = text.Length > 1 ? text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86_400, _ => 0 } : 0;
        if (seconds > 0
            && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && (long)count * seconds < 100L * 366 * 86_400)
        {
            return now - TimeSpan.FromSeconds((long)count * seconds);
        }

        return text.StartsWith("20", StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
    }

    private static Option<DateTimeOffset?> Time(string name, string description, TimeProvider time) => new(name)
    {
        Description = description,
        HelpName = "T",
        CustomParser = result =>
            Parsed(result, name, "a time such as 2026-11-22T03:00Z, or 90m, 2h, 3d ago", text => ParseTime(text, time.GetUtcNow())),
    };

    private static Option<string> Checked(string name, string helpName, string description, Func<string, bool> isRight, string rule)
    {
        var option = new Option<string>(name) { Description = description, HelpName = helpName };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }, ..] && !isRight(text))
            {
                result.AddError($"{name}: {text} is not {rule}.");
            }
        });
        return option;
    }

    private static T? Parsed<T>(ArgumentResult result, string name, string rule, Func<string, T?> parse)
    {
        if (parse(result.Tokens[0].Value) is { } value)
        {
            return value;
        }

        result.AddError($"{name}: {result.Tokens[0].Value} is not {rule}.");
        return default;
    }
}
