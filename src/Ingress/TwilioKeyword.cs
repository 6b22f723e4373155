using System.Collections.Frozen;

namespace MmsQueue.Ingress;

/// <summary>The words that Twilio answers itself; a second reply would annoy, and one to STOP is refused with error 21610.</summary>
/// <remarks>Source: Twilio's "Support for opt-out keywords": the whole body, in any case, of SMS and MMS only.</remarks>
internal static class TwilioKeyword
{
    private const string Stop = "STOP";
    private const string Other = "HELP";

    private static readonly FrozenDictionary<string, string> Words = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["STOP"] = Stop, ["STOPALL"] = Stop, ["UNSUBSCRIBE"] = Stop, ["CANCEL"] = Stop,
        ["END"] = Stop, ["QUIT"] = Stop, ["REVOKE"] = Stop, ["OPTOUT"] = Stop,
        ["START"] = Other, ["YES"] = Other, ["UNSTOP"] = Other, ["HELP"] = Other, ["INFO"] = Other,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the message gets no reply of ours.</summary>
    /// <remarks>Always after STOP, since Twilio refuses every reply then; after START and HELP only when there is no link to send.</remarks>
    public static bool SilencesReply(FormParameters form, bool hasMedia) => Of(form) is { } word && (word is Stop || !hasMedia);

    // OptOutType comes with Advanced Opt-Out, which has words of its own.
    // A sender of another channel has that channel's prefix, such as whatsapp:.
    private static string? Of(FormParameters form) =>
        form["OptOutType"] is { Length: > 0 } type ? type.ToUpperInvariant()
        : form["From"].Contains(':', StringComparison.Ordinal) ? null
        : Words.GetValueOrDefault(form["Body"].Trim());
}
