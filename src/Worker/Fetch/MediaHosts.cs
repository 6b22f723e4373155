using MmsQueue.Shared;

namespace MmsQueue.Worker.Fetch;

/// <summary>
/// The hosts that the worker talks to, in two tiers: where a job may start, with credentials, and where that may redirect to, without.
/// </summary>
/// <remarks>This is the only list. A host that Twilio adds for its media is added to <see cref="RedirectHosts"/>.</remarks>
internal sealed class MediaHosts(WorkerOptions options)
{
    /// <summary>Where Twilio's API redirects to: a name that starts with a dot stands for every host below it.</summary>
    public static readonly string[] RedirectHosts = [".twilio.com", ".twiliocdn.com", "s3-external-1.amazonaws.com"];

    private readonly HashSet<string> _extraOrigins = [.. options.ExtraMediaOrigins.Select(Origin)];

    /// <summary>The URL of a job, when it is one of our account's media at Twilio's API; credentials go to no other.</summary>
    /// <exception cref="MediaException">It is not.</exception>
    public Uri Start(string mediaUrl) =>
        Uri.TryCreate(mediaUrl, UriKind.Absolute, out var url) && (IsExtra(url) || (IsHttps(url) && IsApi(url.Host))) && IsOurMedia(url)
            ? url
            : throw new MediaException(FailureReason.ForbiddenUrl, "mediaUrl is not a media of our account at api.twilio.com");

    /// <summary>The target of a redirect, when media may be fetched from there.</summary>
    /// <exception cref="MediaException">It is not.</exception>
    public Uri Redirect(Uri from, Uri? location)
    {
        var url = location is not null && Uri.TryCreate(from, location, out var target) ? target : null;
        return url is not null && (IsExtra(url) || (IsHttps(url) && Array.Exists(RedirectHosts, host => IsAt(host, url.Host))))
            ? url
            : throw new MediaException(
                FailureReason.ForbiddenUrl, $"{from.Host} redirects to {Printable(url)}, which is not a Twilio media host");
    }

    /// <summary>Whether the address of this host and port is used unchecked.</summary>
    public bool IsExtra(string host, int port) =>
        options.ExtraMediaOrigins.Any(origin => origin.Port == port
            && string.Equals(origin.Host.Trim('[', ']'), host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase));

    private bool IsExtra(Uri url) => url.UserInfo is "" && _extraOrigins.Contains(Origin(url));

    private static bool IsHttps(Uri url) => url.Scheme == Uri.UriSchemeHttps && url.Port == 443 && url.UserInfo is "";

    // api.twilio.com, or its form for a region and an edge: api.dublin.ie1.twilio.com.
    private static bool IsApi(string host) =>
        host is "api.twilio.com"
        || (host.StartsWith("api.", StringComparison.Ordinal)
            && host.EndsWith(".twilio.com", StringComparison.Ordinal)
            && host.Split('.').Length is 4 or 5);

    private bool IsOurMedia(Uri url) =>
        url.Query is "" && url.Fragment is ""
        && url.AbsolutePath.Split('/') is ["", "2010-04-01", "Accounts", var account, "Messages", var message, "Media", var media]
        && string.Equals(account, options.TwilioAccountSid, StringComparison.Ordinal)
        && Sid.IsMessage(message)
        && Sid.IsMedia(media);

    private static bool IsAt(string listed, string host) =>
        listed.StartsWith('.') ? host.EndsWith(listed, StringComparison.Ordinal) : string.Equals(listed, host, StringComparison.Ordinal);

    private static string Origin(Uri url) => url.GetLeftPart(UriPartial.Authority);

    // The host only, and only one that holds no phone number: the rest is a signed URL, and a scheme may be any word.
    private static string Printable(Uri? url) =>
        url is null ? "nowhere"
        : url.Scheme is not ("https" or "http") ? "another scheme than https"
        : HoldsPhoneNumber(url.IdnHost) ? "a host with a long number"
        : $"{url.Scheme}://{url.IdnHost}";

    private static bool HoldsPhoneNumber(string host) =>
        Enumerable.Range(0, Math.Max(0, host.Length - 6)).Any(start => !host.AsSpan(start, 7).ContainsAnyExceptInRange('0', '9'));
}
