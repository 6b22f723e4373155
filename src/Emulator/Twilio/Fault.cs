using System.Globalization;
using System.Text.RegularExpressions;

namespace MmsQueue.Emulator.Twilio;

/// <summary>A fault that the simulated Twilio injects for a message: at the webhook, at the media URL, or after its redirect.</summary>
public sealed partial record Fault(string Name)
{
    /// <summary>Lists all faults, for the error message.</summary>
    internal const string Known =
        "404xN, 429xN, 500xN, 503xN (fails N times, then succeeds), 404, 401, 403, 500 (always fails), " +
        "slow, truncate, reset, oversize, endless, unsigned, badsignature, duplicate";

    private static readonly string[] Webhook = ["unsigned", "badsignature", "duplicate"];
    private static readonly string[] Content = ["slow", "truncate", "reset", "oversize", "endless"];

    internal static Fault None { get; } = new("");

    /// <summary>Whether somebody other than Twilio sends the webhook. Twilio knows nothing of such a message.</summary>
    internal bool IsForged => Name is "unsigned" or "badsignature";

    /// <summary>Reads a fault's name; null if it is unknown.</summary>
    public static Fault? Parse(string name) =>
        name.Length == 0
        || Webhook.Contains(name, StringComparer.Ordinal)
        || Content.Contains(name, StringComparer.Ordinal)
        || Status().IsMatch(name)
            ? new Fault(name)
            : null;

    /// <summary>The status that the media URL returns for this request (from 1); null if it succeeds.</summary>
    internal int? StatusAt(int request) => Status().Match(Name) is { Success: true } match
        && (!match.Groups["times"].Success || request <= Number(match.Groups["times"]))
            ? Number(match.Groups["code"])
            : null;

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"\A(?:(?<code>404|429|500|503)x(?<times>[1-9][0-9]{0,3})|(?<code>404|401|403|500))\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Status();
}
