using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace MmsQueue.Emulator.Twilio;

/// <summary>The response of the webhook, as Twilio interprets it.</summary>
public sealed partial record WebhookAnswer(int Status, string Twiml)
{
    /// <summary>No response, because there was no call or no connection.</summary>
    internal static WebhookAnswer None { get; } = new(502, "");

    /// <summary>The text that the phone receives; null if it receives none.</summary>
    public string? Reply
    {
        get
        {
            try
            {
                var messages = XDocument.Parse(Twiml).Root?.Elements("Message")
                    .Select(message => message.Element("Body")?.Value ?? message.Value).ToList();
                return messages is { Count: > 0 } ? string.Join('\n', messages) : null;
            }
            catch (XmlException)
            {
                return null;
            }
        }
    }

    internal IReadOnlyList<string> Links => [.. Url().Matches(Reply ?? "").Select(match => match.Value)];

    [GeneratedRegex(@"https?://[^\s<>""]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Url();
}

/// <summary>Calls the webhook as Twilio does. It signs the public URL but calls the server on this machine.</summary>
internal sealed class WebhookCaller(HttpClient http, Uri server, string publicUrl, string authToken)
{
    public async Task<WebhookAnswer> CallAsync(SimulatedMessage message, bool isGet, Fault fault, CancellationToken cancellationToken)
    {
        var parameters = message.Parameters();
        var pairs = parameters.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}");
        var query = isGet ? "?" + string.Join('&', pairs) : "";
        using var request = new HttpRequestMessage(isGet ? HttpMethod.Get : HttpMethod.Post, new Uri(server, "/mms" + query));
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
            // Twilio's timeout: a failure like any other, to be retried.
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
