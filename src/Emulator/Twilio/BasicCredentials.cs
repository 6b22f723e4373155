using System.Net.Http.Headers;
using System.Text;

namespace MmsQueue.Emulator.Twilio;

/// <summary>A user and a password that Twilio accepts: an account SID and its auth token, or an API key and its secret.</summary>
internal sealed record Credential(string User, string Password);

/// <summary>HTTP Basic authentication.</summary>
internal static class BasicCredentials
{
    /// <summary>Whether a request has one of the credentials.</summary>
    public static bool Accept(HttpRequest request, IReadOnlyList<Credential> credentials)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
            || !header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var given = new byte[header.Parameter?.Length ?? 0];
        return Convert.TryFromBase64String(header.Parameter ?? "", given, out var length)
            && Encoding.UTF8.GetString(given, 0, length).Split(':', 2) is [var user, var password]
            && credentials.Contains(new Credential(user, password));
    }
}
