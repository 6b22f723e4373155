using System.Security.Cryptography;
using System.Text;

namespace MmsQueue.Local;

/// <summary>X-Twilio-Signature as Twilio's "Security" documentation defines it; our own, so that the two sides are independent.</summary>
internal static class WebhookSignature
{
    /// <summary>Signs a URL and the decoded parameters of a form body (none for GET, whose URL has its query).</summary>
    public static string Sign(string authToken, string url, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var text = new StringBuilder(url);
        foreach (var (key, value) in parameters.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            text.Append(key).Append(value);
        }

        return Sign(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(text.ToString()));
    }

    // Twilio's choice, not ours.
    private static string Sign(byte[] key, byte[] text)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, key);
        hmac.AppendData(text);
        return Convert.ToBase64String(hmac.GetHashAndReset());
    }
}
