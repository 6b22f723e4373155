using System.Buffers;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace MmsQueue.Bench;

/// <summary>Twilio's media and an S3 that keeps nothing, in a process of their own, so that they cost the measured one nothing.</summary>
/// <remarks>A media's SID is its size; its bytes start as a JPEG's do. The first URL redirects, as Twilio's does.</remarks>
internal static class BenchServers
{
    /// <summary>Serves until the standard input ends; prints the URL for media and, with TLS as S3 has it, that for S3.</summary>
    public static async Task<int> ServeAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(options =>
        {
            options.Limits.MaxRequestBodySize = null;
            options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            options.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.UseHttps(Certificate());
            });
        });
        await using var app = builder.Build();
        app.MapGet("/2010-04-01/Accounts/{account}/Messages/{message}/Media/{media}", Redirect);
        app.MapGet("/cdn/{size}", SendAsync);
        app.MapPut("/{bucket}/{**key}", DiscardAsync);
        await app.StartAsync(cancellationToken);
        await output.WriteLineAsync(string.Join(' ', app.Urls.Order(StringComparer.Ordinal)));
        await Console.In.ReadToEndAsync(cancellationToken);
        return 0;
    }

    private static Task Redirect(HttpContext context)
    {
        var size = long.Parse(context.Request.RouteValues["media"]!.ToString()!.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        context.Response.StatusCode = 307;
        context.Response.Headers.Location = $"/cdn/{size}";
        return Task.CompletedTask;
    }

    private static async Task SendAsync(HttpContext context)
    {
        var left = long.Parse(context.Request.RouteValues["size"]!.ToString()!, CultureInfo.InvariantCulture);
        context.Response.ContentLength = left;
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        (buffer[0], buffer[1], buffer[2]) = (0xFF, 0xD8, 0xFF);
        for (; left > 0; left -= buffer.Length)
        {
            await context.Response.Body.WriteAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), context.RequestAborted);
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static async Task DiscardAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        context.Response.Headers.ETag = "\"00000000000000000000000000000000\"";
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
