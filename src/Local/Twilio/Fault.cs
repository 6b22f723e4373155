using System.Globalization;
using System.Text.RegularExpressions;

namespace MmsQueue.Local;

/// <summary>What the simulated Twilio does wrong, told with a message: at the webhook, at the media's URL, or behind its redirect.</summary>
internal sealed partial record Fault(string Name)
{
    /// <summary>Every fault, as a wrong one is answered.</summary>
    public const string Known =
        "404xN, 429xN, 500xN, 503xN (N times, then well), 404, 401, 403, 500 (for ever), slow, truncate, reset, oversize, endless, unsigned, badsignature, duplicate";

    private static readonly string[] Webhook = ["unsigned", "badsignature", "duplicate"];
    private static readonly string[] Content = ["slow", "truncate", "reset", "oversize", "endless"];

    public static Fault None { get; } = new("");

    /// <summary>Null when there is no such fault.</summary>
    public static Fault? Parse(string name) =>
        name.Length == 0 || Webhook.Contains(name, StringComparer.Ordinal) || Content.Contains(name, StringComparer.Ordinal) || Status().IsMatch(name)
            ? new Fault(name)
            : null;

    /// <summary>The status that the media's URL answers at this request (from 1), or null when it answers well.</summary>
    public int? StatusAt(int request) => Status().Match(Name) is { Success: true } match
        && (!match.Groups["times"].Success || request <= Number(match.Groups["times"]))
            ? Number(match.Groups["code"])
            : null;

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A(?:(?<code>404|429|500|503)x(?<times>[1-9][0-9]{0,3})|(?<code>404|401|403|500))\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Status();
}
