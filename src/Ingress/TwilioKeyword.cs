using System.Collections.Frozen;

namespace MmsQueue.Ingress;

/// <summary>The words that Twilio answers itself; a reply of ours would reach nobody, or be refused with error 21610.</summary>
/// <remarks>Source: Twilio's "Support for opt-out keywords": the whole body, in any case.</remarks>
internal static class TwilioKeyword
{
    private static readonly FrozenSet<string> Words = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "START", "YES", "UNSTOP", "HELP", "INFO");

    /// <summary>Whether Twilio answers this message itself; OptOutType comes with Advanced Opt-Out, which has words of its own.</summary>
    public static bool IsIn(FormParameters form) => form["OptOutType"] is not "" || Words.Contains(form["Body"].Trim());
}
