using System.Globalization;
using System.Text.RegularExpressions;
using MmsQueue.Shared;

namespace MmsQueue.Cli.Load;

/// <summary>A share of the jobs that goes wrong in one way, and how those must end: stored, or a dead letter with this reason.</summary>
internal sealed partial record FaultShare(string Fault, decimal Percent, string? Reason)
{
    private static readonly Dictionary<string, FailureReason> ForEver = new(StringComparer.Ordinal)
    {
        ["404"] = FailureReason.NotFound,
        ["401"] = FailureReason.Unauthorized,
        ["403"] = FailureReason.Unauthorized,
        ["oversize"] = FailureReason.TooLarge,
        ["endless"] = FailureReason.TooLarge,
    };

    /// <summary>Whether its jobs must look old: a 404 is permanent only when Twilio has had time to get the media.</summary>
    public bool NeedsAge => Fault is "404";

    /// <summary>How many of all jobs it is, a half rounded up.</summary>
    public int Of(int jobs) => (int)Math.Round(jobs * Percent / 100, MidpointRounding.AwayFromZero);

    /// <summary>Reads <c>404x2=5%,500x3=5%,404=1%</c>.</summary>
    /// <exception cref="FormatException">It is not of that form; says which part.</exception>
    public static IReadOnlyList<FaultShare> ParseAll(string text)
    {
        FaultShare[] shares = [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
        return shares.Sum(share => share.Percent) > 100 ? throw new FormatException($"the shares of {text} are more than 100 % together")
            : shares.DistinctBy(share => share.Fault, StringComparer.Ordinal).Count() < shares.Length ? throw new FormatException($"{text} names a fault twice")
            : shares;
    }

    private static FaultShare Parse(string text)
    {
        if (text.Split('=') is not [var fault, [.. var number, '%']]
            || !decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            || percent is <= 0 or > 100)
        {
            throw new FormatException($"{text} is not of the form 404x2=5%");
        }

        return ForEver.TryGetValue(fault, out var reason) ? new FaultShare(fault, percent, reason.ToCode())
            : Passing().IsMatch(fault) ? new FaultShare(fault, percent, Reason: null)
            : throw new FormatException(
                $"{fault} is not a fault with a known end; there are 404x1 to 404x3, 429xN, 500xN, 503xN, slow, truncate, reset (stored), "
                + $"{string.Join(", ", ForEver.Keys)} (dead letters)");
    }

    // Four 404s are all tries of a receive: final when the job is old enough by then, and so with no end that is known beforehand.
    [GeneratedRegex(
        @"\A(?:404x[1-3]|(?:429|500|503)x[1-9][0-9]{0,2}|slow|truncate|reset)\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Passing();
}
