using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace MmsQueue.Bench;

/// <summary>Twilio's media and an AWS that keeps nothing, in a process of their own, so that they cost the measured one nothing.</summary>
internal static class BenchServers
{
    /// <summary>What the name of the file with our own certificate alone ends with.</summary>
    public const string OwnOnly = ".own";

    private static readonly string[] Roots = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt"];

    /// <summary>Serves until the standard input ends; prints the URL over http and the one over https, whose certificate it writes beside the system's roots. The delays are the distances to AWS and to Twilio's media.</summary>
    public static async Task<int> ServeAsync(string certificateFile, TimeSpan awsDelay, TimeSpan mediaDelay, TextWriter output, CancellationToken cancellationToken)
    {
        using var certificate = SelfSigned.Create();
        // All of them, as a function at Lambda has to read them.
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
