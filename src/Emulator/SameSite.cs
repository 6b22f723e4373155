using System.Net;

namespace MmsQueue.Emulator;

/// <summary>Prevents pages of other sites in a browser on this machine from sending and replaying messages.</summary>
internal static class SameSite
{
    private const string Refusal =
        "Pages of other sites cannot use the simulator. Open this page at 127.0.0.1 or localhost, or use a non-browser client.\n";

    public static Task CheckAsync(HttpContext context, RequestDelegate next) =>
        HttpMethods.IsPost(context.Request.Method)
        && context.Request.Path.StartsWithSegments("/simulator", StringComparison.OrdinalIgnoreCase)
        && !IsOwn(context.Request)
            ? Results.Text(Refusal, statusCode: 403).ExecuteAsync(context)
            : next(context);

    // Non-browser clients send neither header. The host is checked too, because any DNS name can point to this machine.
    private static bool IsOwn(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none"
        && (request.Headers.Origin.Count == 0
            || (request.Headers.Origin.ToString() == $"{request.Scheme}://{request.Host}" && IsThisMachine(request.Host.Host)));

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
