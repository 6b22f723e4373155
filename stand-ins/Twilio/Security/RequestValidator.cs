using System.Collections.Specialized;
using System.Security.Cryptography;
using System.Text;

namespace Twilio.Security;

/// <summary>Checks that a webhook was signed with an account's auth token; safe to share between threads.</summary>
/// <remarks>
/// As the published package does, it throws ArgumentException for a null or empty URL or signature, and UriFormatException
/// for a URL that cannot be parsed. Source: Twilio's "Webhooks security".
/// </remarks>
public class RequestValidator
{
    private readonly byte[] _secret;

    /// <summary>Checks against this auth token.</summary>
    public RequestValidator(string secret) => _secret = Encoding.UTF8.GetBytes(secret);

    /// <summary>Whether a webhook with these parameters was signed; an empty collection for a GET, whose parameters are in the URL.</summary>
    public bool Validate(string url, NameValueCollection parameters, string expected)
    {
        var dictionary = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in parameters.AllKeys)
        {
            dictionary.Add(key, parameters[key]);
        }

        return Validate(url, dictionary, expected);
    }

    /// <summary>Whether a webhook with these parameters was signed; null for a GET, whose parameters are in the URL.</summary>
    public bool Validate(string url, IDictionary<string, string> parameters, string expected)
    {
        ArgumentException.ThrowIfNullOrEmpty(url);
        ArgumentException.ThrowIfNullOrEmpty(expected);
        var rest = parameters is null
            ? ""
            : string.Concat(parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key + pair.Value));
        return SameText(Sign(url + rest), expected) || SameText(Sign(OtherPort(url) + rest), expected);
    }

    /// <summary>Whether a webhook was signed whose URL carries the hash of this body as bodySHA256.</summary>
    public bool Validate(string url, string body, string expected)
    {
        ArgumentException.ThrowIfNullOrEmpty(url);
        ArgumentException.ThrowIfNullOrEmpty(expected);
        var hash = new Uri(url, UriKind.Absolute).Query.TrimStart('?').Split('&')
            .Select(parameter => parameter.Split('='))
            .LastOrDefault(parameter => parameter[0] == "bodySHA256");
        return Validate(url, (IDictionary<string, string>)null, expected)
            && ValidateBody(body, hash is null ? "" : Uri.UnescapeDataString(hash[1]));
    }

    /// <summary>Whether the body's SHA-256 is the expected one, in lower-case hex.</summary>
    public static bool ValidateBody(string rawBody, string expected) =>
        SameText(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(rawBody))), expected);

    private string Sign(string text) => Convert.ToBase64String(HMACSHA1.HashData(_secret, Encoding.UTF8.GetBytes(text)));

    private static bool SameText(string computed, string expected) =>
        expected is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(computed), Encoding.UTF8.GetBytes(expected));

    // Twilio signs a URL sometimes with and sometimes without its port: one that has none, or the scheme's own, gets the
    // scheme's own; any other port is dropped. UriBuilder writes scheme and host in lower case, but they are signed as given.
    private static string OtherPort(string url)
    {
        var uri = new Uri(url);
        var other = new UriBuilder(uri) { Port = uri.IsDefaultPort ? uri.Port : -1 };
        return Restore(Restore(other.ToString(), other.Scheme), other.Host);

        string Restore(string text, string part)
        {
            var given = url.Substring(url.IndexOf(part, StringComparison.OrdinalIgnoreCase), part.Length);
            return text.Replace(part, given, StringComparison.Ordinal);
        }
    }
}
