using System.Net;
using Amazon.Lambda.APIGatewayEvents;
using Twilio.Security;

namespace MmsQueue.Ingress;

/// <summary>Checks that Twilio signed a request with one of the account's auth tokens.</summary>
/// <remarks>
/// The signed URL is WEBHOOK_URL or the API's own domain name, never a header that the caller controls.
/// Source: Twilio's "Webhooks security".
/// </remarks>
internal sealed class SignatureCheck(IngressOptions options)
{
    private readonly RequestValidator[] _validators = [.. options.TwilioAuthTokens.Select(token => new RequestValidator(token))];
    private readonly string[] _webhookUrls = options.WebhookUrl is { } url ? Forms(url) : [];

    /// <summary>Null when Twilio signed the request.</summary>
    public Refusal? Refuse(APIGatewayHttpApiV2ProxyRequest request, FormParameters form)
    {
        if (request.Header("x-twilio-signature") is not { Length: > 0 } signature)
        {
            return Forbidden("missing-signature", "X-Twilio-Signature is missing. Only Twilio may call this webhook.");
        }

        string[] urls = _webhookUrls is [] ? [$"https://{request.RequestContext.DomainName}{request.RawPath}"] : _webhookUrls;
        var isSigned = urls.Select(url => WithQuery(url, request))
            .Any(url => Array.Exists(_validators, validator => IsSigned(validator, url, form, signature)));
        return isSigned
            ? null
            : Forbidden(
                "wrong-signature",
                "X-Twilio-Signature does not match. Check TWILIO_AUTH_TOKEN, and that WEBHOOK_URL is the URL that Twilio calls.");
    }

    private static Refusal Forbidden(string code, string line) => new(HttpStatusCode.Forbidden, code, line);

    private static bool IsSigned(RequestValidator validator, string url, FormParameters form, string signature)
    {
        try
        {
            // For a body that is not a form, Twilio signs the URL, which holds the body's hash.
            return form.BodyHash is { } hash
                ? validator.Validate(url, new Dictionary<string, string>(StringComparer.Ordinal), signature)
                    && RequestValidator.ValidateBody(form.Text, hash)
                : validator.Validate(url, form.Signed, signature);
        }
        catch (Exception e) when (e is UriFormatException or ArgumentException)
        {
            // The validator parses the URL, whose query the caller controls.
            return false;
        }
    }

    private static string WithQuery(string url, APIGatewayHttpApiV2ProxyRequest request)
    {
        if (string.IsNullOrEmpty(request.RawQueryString))
        {
            return url;
        }

        var query = url.IndexOf('?', StringComparison.Ordinal);
        return $"{(query < 0 ? url : url[..query])}?{request.RawQueryString}";
    }

    // Twilio's libraries accept the default port present or absent; the validator adds it, but does not remove it.
    // Twilio does not send what follows #: it configures Twilio's own retries.
    private static string[] Forms(string url)
    {
        url = url.Split('#')[0];
        var authority = url.IndexOf("//", StringComparison.Ordinal) + 2;
        var end = url.AsSpan(authority).IndexOfAny('/', '?') is var length and >= 0 ? authority + length : url.Length;
        var port = url.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? ":443" : ":80";
        return url.AsSpan(0, end).EndsWith(port) ? [url, url.Remove(end - port.Length, port.Length)] : [url];
    }
}
