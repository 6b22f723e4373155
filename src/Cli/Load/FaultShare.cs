using System.Globalization;
using System.Text.RegularExpressions;
using MmsQueue.Shared;

namespace MmsQueue.Cli.Load;

/// <summary>A share of the jobs that fails in one way, and how they must end: stored, or dead-lettered with this reason.</summary>
internal sealed partial record FaultShare(string Fault, decimal Percent, string? Reason)
{
    private static readonly Dictionary<string, FailureReason> Permanent = new(StringComparer.Ordinal)
    {
        ["404"] = FailureReason.NotFound,
        ["401"] = FailureReason.Unauthorized,
        ["403"] = FailureReason.Unauthorized,
        ["oversize"] = FailureReason.TooLarge,
        ["endless"] = FailureReason.TooLarge,
    };

    /// <summary>Whether its jobs must look old: a 404 is permanent only once Twilio has had time to fetch the media file.</summary>
    public bool NeedsAge => Fault is "404";

    /// <summary>The number of jobs in this share, rounded half up.</summary>
    public int Of(int jobs) => (int)Math.Round(jobs * Percent / 100, MidpointRounding.AwayFromZero);

    /// <summary>Reads <c>404x2=5%,500x3=5%,404=1%</c>.</summary>
    /// <exception cref="FormatException">The text has another format; the message names the part.</exception>
    public static IReadOnlyList<FaultShare> ParseAll(string text)
    {
        FaultShare[] shares = [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
        return shares.Sum(share => share.Percent) > 100 ? throw new FormatException($"the shares in {text} add up to more than 100 %")
            : shares.Select(share => share.Fault).ToHashSet(StringComparer.Ordinal).Count < shares.Length
                ? throw new FormatException($"{text} names a fault twice")
            : shares;
    }

    private static FaultShare Parse(string text)
    {
        if (text.Split('=') is not [var fault, [.. var number, '%']]
            || !decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            || percent is <= 0 or > 100)
        {
            throw new FormatException($"{text} is not in the format 404x2=5%");
        }

        return Permanent.TryGetValue(fault, out var reason) ? new FaultShare(fault, percent, reason.ToCode())
            : Transient().IsMatch(fault) ? new FaultShare(fault, percent, Reason: null)
            : throw new FormatException(
                $"{fault} is not a fault with a known outcome; use 404x1 to 404x3, 429xN, 500xN, 503xN, slow, truncate, reset (stored), "
                + $"{string.Join(", ", Permanent.Keys)} (dead letters)");
    }

    // Four 404s use up all tries of a receive. Whether that is final depends on the job's age, so the outcome is not known in advance.
    [GeneratedRegex(
        @"\A(?:404x[1-3]|(?:429|500|503)x[1-9][0-9]{0,2}|slow|truncate|reset)\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Transient();
}
