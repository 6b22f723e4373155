using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace MmsQueue.Cli;

/// <summary>Options whose values are checked while the command line is parsed, and what their parsers share.</summary>
internal static class CheckedOption
{
    /// <summary>An option whose parser throws a <see cref="FormatException"/> that says what is wrong.</summary>
    public static Option<T> Create<T>(
        string name, string helpName, string description, Func<string, T> parse, Func<ArgumentResult, T>? otherwise = null) => new(name)
    {
        Description = description,
        HelpName = helpName,
        DefaultValueFactory = otherwise,
        CustomParser = result =>
        {
            try
            {
                return parse(result.Tokens[0].Value);
            }
            catch (FormatException e)
            {
                result.AddError($"{name}: {e.Message}.");
                return default;
            }
        },
    };

    /// <summary>How many letters at most.</summary>
    public static Option<int?> Limit(string name, string description) => Create<int?>(name, "N", description, text =>
        Whole(text, 1, 1_000_000) ?? throw new FormatException($"{text} is not a whole number from 1 to 1000000"));

    /// <summary>Digits alone, within bounds; null if the text is anything else.</summary>
    public static int? Whole(string text, int minimum, int maximum) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum
            ? value : null;

    /// <summary>An age in whole seconds, minutes, hours or days, as 90s, 90m, 2h or 3d; null if the text is anything else.</summary>
    public static TimeSpan? Age(string text)
    {
        const long MostSeconds = 100L * 366 * 86_400;
        var unit = text is [.., var last] ? last switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86_400, _ => 0 } : 0;
        return unit > 0 && Whole(text[..^1], 0, (int)Math.Min(int.MaxValue, MostSeconds / unit)) is { } count
            ? TimeSpan.FromSeconds((long)count * unit) : null;
    }

    /// <summary>A number per second, at least 0.1, as 50, 0.5 or 50/s; null if the text is anything else.</summary>
    public static double? Rate(string text, double maximum)
    {
        var number = text.EndsWith("/s", StringComparison.Ordinal) ? text[..^2] : text;
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value >= 0.1 && value <= maximum ? value : null;
    }
}
