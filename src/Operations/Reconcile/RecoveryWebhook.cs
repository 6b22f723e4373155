using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace MmsQueue.Operations.Reconcile;

/// <summary>The webhook's response to a recovered message.</summary>
/// <param name="Status">The HTTP status; null if the webhook could not be reached.</param>
/// <param name="Reply">The text for the sender; null if there is none.</param>
public sealed record WebhookResponse(int? Status, string? Reply);

/// <summary>Calls a stack's webhook as Twilio does.</summary>
/// <param name="http">The client.</param>
/// <param name="url">The URL that Twilio signs.</param>
/// <param name="authToken">The account's auth token.</param>
/// <param name="origin">The origin to call instead of the URL's; null for the URL's.</param>
public sealed class RecoveryWebhook(HttpClient http, string url, string authToken, Uri? origin = null)
{
    private Uri Target => new Uri(url.Split('#')[0]) is var signed && origin is null ? signed : new Uri(origin, signed.PathAndQuery);

    /// <summary>Posts a form with Twilio's signature.</summary>
    public async Task<WebhookResponse> PostAsync(WebhookForm form, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Target) { Content = new FormUrlEncodedContent(form.Parameters) };
        request.Headers.Add("X-Twilio-Signature", Sign(form));
        if (new Uri(url).UserInfo is { Length: > 0 } user)
        {
            // As Twilio does with the user info of a webhook's URL.
            request.Headers.Authorization =
                new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(user))));
        }

        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            return new WebhookResponse((int)response.StatusCode, response.IsSuccessStatusCode ? ReplyIn(text) : null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new WebhookResponse(Status: null, Reply: null);
        }
    }

    // Source: Twilio's "Webhooks security": the URL, then each name and value, in the names' order.
    private string Sign(WebhookForm form)
    {
        var signed = form.Parameters.OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
            .Aggregate(new StringBuilder(url.Split('#')[0]), (text, parameter) => text.Append(parameter.Key).Append(parameter.Value));
        return Convert.ToBase64String(CryptographicOperations.HmacData(
            HashAlgorithmName.SHA1, Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(signed.ToString())));
    }

    private static string? ReplyIn(string twiml)
    {
        try
        {
            return XDocument.Parse(twiml).Root?.Element("Message")?.Value is { Length: > 0 } text ? text : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
