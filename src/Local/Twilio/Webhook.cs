using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace MmsQueue.Local;

/// <summary>What the webhook answered, as Twilio reads it.</summary>
internal sealed record WebhookAnswer(int Status, string Twiml)
{
    /// <summary>The texts that the phone would get, or null when it gets none.</summary>
    public string? Reply
    {
        get
        {
            try
            {
                var messages = XDocument.Parse(Twiml).Root?.Elements("Message").Select(m => m.Element("Body")?.Value ?? m.Value).ToList();
                return messages is { Count: > 0 } ? string.Join('\n', messages) : null;
            }
            catch (XmlException)
            {
                return null;
            }
        }
    }

    public IReadOnlyList<string> Links => [.. LinkPattern.Url().Matches(Reply ?? "").Select(m => m.Value)];
}

/// <summary>A URL in a text.</summary>
internal static partial class LinkPattern
{
    [GeneratedRegex(@"https?://[^\s<>""]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    public static partial Regex Url();
}

/// <summary>Calls the webhook as Twilio does: the public URL is signed, the call goes to the front on this machine.</summary>
internal sealed class Webhook(HttpClient http, Uri front, string publicUrl, string authToken)
{
    public async Task<WebhookAnswer> CallAsync(SimulatedMessage message, bool isGet, Fault fault, CancellationToken cancellationToken)
    {
        var parameters = message.Parameters();
        var query = isGet ? "?" + string.Join('&', parameters.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}")) : "";
        using var request = new HttpRequestMessage(isGet ? HttpMethod.Get : HttpMethod.Post, new Uri(front, "/mms" + query));
        if (!isGet)
        {
            request.Content = new FormUrlEncodedContent(parameters);
            request.Content.Headers.ContentType!.CharSet = "UTF-8";
        }

        request.Headers.Add("User-Agent", "TwilioProxy/1.1");
        request.Headers.Add("Accept", "*/*");
        request.Headers.Add("I-Twilio-Idempotency-Token", Guid.NewGuid().ToString());
        Sign(request, publicUrl + query, isGet ? [] : parameters, fault);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return new WebhookAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Twilio's patience is over: a failure like any other, to be tried again.
            return new WebhookAnswer(504, "");
        }
    }

    private void Sign(HttpRequestMessage request, string url, IEnumerable<KeyValuePair<string, string>> parameters, Fault fault)
    {
        if (fault.Name is not "unsigned")
        {
            var signature = WebhookSignature.Sign(fault.Name is "badsignature" ? authToken + "0" : authToken, url, parameters);
            request.Headers.Add("X-Twilio-Signature", signature);
        }
    }
}
