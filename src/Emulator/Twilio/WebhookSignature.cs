using System.Security.Cryptography;
using System.Text;

namespace MmsQueue.Emulator.Twilio;

/// <summary>Computes X-Twilio-Signature as Twilio's "Security" documentation defines it, independently of the ingress's check.</summary>
public static class WebhookSignature
{
    /// <summary>Signs a URL and the decoded parameters of a form body; a GET has none, because its URL includes the query.</summary>
    public static string Sign(string authToken, string url, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var text = new StringBuilder(url);
        foreach (var (key, value) in parameters.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            text.Append(key).Append(value);
        }

        return Sign(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(text.ToString()));
    }

    // Twilio requires SHA-1.
    private static string Sign(byte[] key, byte[] text)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, key);
        hmac.AppendData(text);
        return Convert.ToBase64String(hmac.GetHashAndReset());
    }
}
