using System.CommandLine;
using System.Globalization;

namespace MmsQueue.Cli;

/// <summary>Options that take a number within bounds.</summary>
internal static class Numbers
{
    public static Option<int?> Whole(string name, string helpName, string description, int minimum, int maximum) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            if (TryWhole(result.Tokens[0].Value, minimum, maximum, out var value))
            {
                return value;
            }

            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name}: {result.Tokens[0].Value} is not a whole number from {minimum} to {maximum}."));
            return null;
        },
    };

    /// <summary>A number per second: 50, 0.5 or 50/s.</summary>
    public static Option<double> Rate(string name, string description, double otherwise) => new(name)
    {
        Description = description,
        HelpName = "N/s",
        DefaultValueFactory = _ => otherwise,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (TryRate(text, 10_000, out var value))
            {
                return value;
            }

            result.AddError($"{name}: {text} is not a number per second from 0.1 to 10000.");
            return otherwise;
        },
    };

    /// <summary>Digits alone, within bounds.</summary>
    public static bool TryWhole(string text, int minimum, int maximum, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= minimum && value <= maximum;

    /// <summary>A number per second, at least 0.1: 50, 0.5 or 50/s.</summary>
    public static bool TryRate(string text, double maximum, out double value) =>
        double.TryParse(text.EndsWith("/s", StringComparison.Ordinal) ? text[..^2] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value)
        && value >= 0.1 && value <= maximum;
}
