using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MmsQueue.Bench.Functions;

namespace MmsQueue.Bench.Servers;

/// <summary>Media files whose SID is their size and whose bytes start like a JPEG's. The first URL redirects, as Twilio's does.</summary>
internal static class BenchMedia
{
    /// <summary>The URL of a media file of this size.</summary>
    public static Uri Url(Uri servers, string message, int size) =>
        new(servers, $"/2010-04-01/Accounts/{BenchFunctions.Account}/Messages/{message}/Media/ME{size:x32}");

    public static Task Redirect(HttpContext context)
    {
        var size = long.Parse(context.GetRouteValue("media")!.ToString()!.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        context.Response.Headers.Location = $"/cdn/{size}";
        return Task.CompletedTask;
    }

    public static async Task SendAsync(HttpContext context)
    {
        var left = long.Parse(context.GetRouteValue("size")!.ToString()!, CultureInfo.InvariantCulture);
        context.Response.ContentLength = left;
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        (buffer[0], buffer[1], buffer[2]) = (0xFF, 0xD8, 0xFF);
        for (; left > 0; left -= buffer.Length)
        {
            await context.Response.Body.WriteAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), context.RequestAborted);
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }
}
