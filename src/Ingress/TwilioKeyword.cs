using System.Collections.Frozen;

namespace MmsQueue.Ingress;

/// <summary>The keywords that Twilio answers itself. A second reply would annoy, and Twilio rejects one to STOP with error 21610.</summary>
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

    /// <summary>Whether the message gets no reply from us.</summary>
    /// <remarks>Always after STOP, since Twilio rejects every reply; after START and HELP only when there is no link to send.</remarks>
    public static bool SilencesReply(FormParameters form, bool hasMedia) => Of(form) is { } word && (word is Stop || !hasMedia);

    // Advanced Opt-Out has its own keywords, and sends OptOutType.
    // Senders on other channels have a prefix, such as whatsapp:.
    private static string? Of(FormParameters form) =>
        form["OptOutType"] is { Length: > 0 } type ? type.ToUpperInvariant()
        : form["From"].Contains(':', StringComparison.Ordinal) ? null
        : Words.GetValueOrDefault(form["Body"].Trim());
}
