using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace MmsQueue.Bench.Servers;

/// <summary>Twilio's media and an AWS that stores nothing, in a separate process, so that they cost the measured process nothing.</summary>
internal static class BenchServers
{
    /// <summary>The suffix of the file that contains only our own certificate.</summary>
    public const string OwnOnly = ".own";

    private static readonly string[] Roots = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt"];

    /// <summary>Writes its certificate and the system's roots, prints its two URLs, and serves until standard input ends.</summary>
    public static async Task<int> ServeAsync(
        string certificateFile, TimeSpan awsDelay, TimeSpan mediaDelay, TextWriter output, CancellationToken cancellationToken)
    {
        using var certificate = SelfSigned.Create();
        // All roots, because a function in Lambda has to read them all.
        var roots = Array.Find(Roots, File.Exists) is { } file ? await File.ReadAllTextAsync(file, cancellationToken) : "";
        await File.WriteAllTextAsync(certificateFile + OwnOnly, certificate.ExportCertificatePem(), cancellationToken);
        await File.WriteAllTextAsync(certificateFile, $"{roots}\n{certificate.ExportCertificatePem()}\n", cancellationToken);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(options =>
        {
            options.Limits.MaxRequestBodySize = null;
            options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            options.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.UseHttps(certificate);
            });
        });
        await using var app = builder.Build();
        app.MapGet("/2010-04-01/Accounts/{account}/Messages/{message}/Media/{media}", After(mediaDelay, BenchMedia.Redirect));
        app.MapGet("/cdn/{size}", BenchMedia.SendAsync);
        app.MapPut("/{bucket}/{**key}", After(awsDelay, BenchAws.StoreAsync));
        app.MapPost("/", After(awsDelay, BenchAws.AnswerAsync));
        await app.StartAsync(cancellationToken);
        await output.WriteLineAsync(string.Join(' ', app.Urls.Order(StringComparer.Ordinal)));
        await Console.In.ReadToEndAsync(cancellationToken);
        return 0;
    }

    private static RequestDelegate After(TimeSpan delay, RequestDelegate handle) => delay == TimeSpan.Zero ? handle : async context =>
    {
        await Task.Delay(delay, context.RequestAborted);
        await handle(context);
    };
}
