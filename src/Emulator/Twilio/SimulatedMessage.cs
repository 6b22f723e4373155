using System.Globalization;

namespace MmsQueue.Emulator.Twilio;

/// <summary>A media file of a message, as the webhook refers to it.</summary>
internal sealed record MediaReference(string Url, string ContentType);

/// <summary>A message for the webhook, with the parameters that Twilio sends.</summary>
internal sealed record SimulatedMessage(
    string Sid, string AccountSid, string From, string To, string Body, string? ProfileName, IReadOnlyList<MediaReference> Media)
{
    private const string WhatsApp = "whatsapp:";

    /// <summary>All parameters, decoded. A US number's geography is included even if empty.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters()
    {
        List<KeyValuePair<string, string>> parameters =
        [
            .. From.StartsWith(WhatsApp, StringComparison.Ordinal) ? WhatsAppParameters() : Geography(),
            new("SmsMessageSid", Sid),
            new("SmsSid", Sid),
            new("MessageSid", Sid),
            new("AccountSid", AccountSid),
            new("From", From),
            new("To", To),
            new("Body", Body),
            new("NumMedia", Media.Count.ToString(CultureInfo.InvariantCulture)),
            new("NumSegments", Math.Max(1, Media.Count).ToString(CultureInfo.InvariantCulture)),
            new("SmsStatus", "received"),
            new("ApiVersion", "2010-04-01"),
        ];
        for (var i = 0; i < Media.Count; i++)
        {
            parameters.Add(new(string.Create(CultureInfo.InvariantCulture, $"MediaContentType{i}"), Media[i].ContentType));
            parameters.Add(new(string.Create(CultureInfo.InvariantCulture, $"MediaUrl{i}"), Media[i].Url));
        }

        return parameters;
    }

    private IEnumerable<KeyValuePair<string, string>> WhatsAppParameters() =>
    [
        new("ProfileName", ProfileName ?? "Ada"),
        new("WaId", From[WhatsApp.Length..].TrimStart('+')),
        new("MessageType", Media.Count == 0 ? "text" : Media[0].ContentType.Split('/')[0]),
        new("ReferralNumMedia", "0"),
    ];

    private static IEnumerable<KeyValuePair<string, string>> Geography() =>
    [
        new("FromCity", "SAN FRANCISCO"),
        new("FromState", "CA"),
        new("FromZip", "94103"),
        new("FromCountry", "US"),
        new("ToCity", ""),
        new("ToState", "CA"),
        new("ToZip", ""),
        new("ToCountry", "US"),
    ];
}
