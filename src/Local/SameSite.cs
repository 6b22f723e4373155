using System.Net;

namespace MmsQueue.Local;

/// <summary>Keeps other sites' pages, which a browser on this machine may show, from sending and replaying.</summary>
internal static class SameSite
{
    private const string Refusal = "Another site's page must not do this. Open this one at 127.0.0.1 or localhost, or use a client that is no browser.\n";

    public static Task CheckAsync(HttpContext context, RequestDelegate next) =>
        HttpMethods.IsPost(context.Request.Method) && context.Request.Path.StartsWithSegments("/simulator", StringComparison.OrdinalIgnoreCase) && !IsOwn(context.Request)
            ? context.SendTextAsync(403, Refusal)
            : next(context);

    // A client that is no browser sends neither header. The host is looked at too, since any name may be made to lead here.
    private static bool IsOwn(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none"
        && (request.Headers.Origin.Count == 0 || (request.Headers.Origin.ToString() == $"{request.Scheme}://{request.Host}" && IsThisMachine(request.Host.Host)));

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
