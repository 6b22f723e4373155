using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace MmsQueue.Ingress.Tests.Support;

/// <summary>Signs a request by Twilio's rules: the base64 of an HMAC-SHA1 over the URL and the sorted, distinct names and values.</summary>
internal static class Signature
{
    public static string Of(string token, string url, string form = "")
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, Encoding.UTF8.GetBytes(token));
        hmac.AppendData(Encoding.UTF8.GetBytes(url + string.Concat(Pairs(form))));
        return Convert.ToBase64String(hmac.GetHashAndReset());
    }

    private static IEnumerable<string> Pairs(string form) => form
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Select(pair => (Name: WebUtility.UrlDecode(pair[0]), Value: pair.Length == 1 ? "" : WebUtility.UrlDecode(pair[1])))
        .Distinct()
        .OrderBy(pair => pair.Name, StringComparer.Ordinal)
        .ThenBy(pair => pair.Value, StringComparer.Ordinal)
        .Select(pair => pair.Name + pair.Value);
}
