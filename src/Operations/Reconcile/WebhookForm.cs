using System.Globalization;
using System.Net;

namespace MmsQueue.Operations.Reconcile;

/// <summary>The form that Twilio sends to a webhook.</summary>
/// <param name="Parameters">Its decoded parameters.</param>
public sealed record WebhookForm(IReadOnlyList<KeyValuePair<string, string>> Parameters)
{
    /// <summary>
    /// Reads the form of a failed webhook; null if it is not this message's, or lists fewer media files than the message had.
    /// </summary>
    public static WebhookForm? Parse(string form, TwilioMessage message)
    {
        var parameters = form.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => KeyValuePair.Create(WebUtility.UrlDecode(pair[0]), WebUtility.UrlDecode(pair.ElementAtOrDefault(1) ?? "")))
            .ToList();
        string? Value(string name) => parameters.Find(parameter => parameter.Key == name).Value;
        var isWhole = Value("MessageSid") == message.Sid
            && Enumerable.Range(0, message.MediaCount).All(index => Value(Name("MediaUrl", index)) is { Length: > 0 });
        return isWhole ? new WebhookForm(parameters) : null;
    }

    /// <summary>Rebuilds the form from a message and its media files.</summary>
    public static WebhookForm Rebuild(Uri mediaOrigin, string accountSid, TwilioMessage message, IReadOnlyList<TwilioMedia> media)
    {
        List<KeyValuePair<string, string>> parameters =
        [
            new("MessageSid", message.Sid),
            new("SmsSid", message.Sid),
            new("SmsMessageSid", message.Sid),
            new("AccountSid", accountSid),
            new("From", message.From),
            new("To", message.To),
            new("Body", message.Body),
            new("SmsStatus", "received"),
            new("ApiVersion", "2010-04-01"),
            new("NumMedia", media.Count.ToString(CultureInfo.InvariantCulture)),
        ];
        if (message.ServiceSid is { Length: > 0 } service)
        {
            parameters.Add(new("MessagingServiceSid", service));
        }

        var messageUrl = new Uri(mediaOrigin, $"/2010-04-01/Accounts/{accountSid}/Messages/{message.Sid}/");
        for (var i = 0; i < media.Count; i++)
        {
            parameters.Add(new(Name("MediaContentType", i), media[i].ContentType));
            parameters.Add(new(Name("MediaUrl", i), new Uri(messageUrl, $"Media/{media[i].Sid}").ToString()));
        }

        return new WebhookForm(parameters);
    }

    private static string Name(string parameter, int index) => string.Create(CultureInfo.InvariantCulture, $"{parameter}{index}");
}
