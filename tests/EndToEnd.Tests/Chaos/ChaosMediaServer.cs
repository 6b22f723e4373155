using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace MmsQueue.EndToEnd.Tests.Chaos;

/// <summary>Twilio's media API and the CDN that it redirects to: slow, and with faults for some files.</summary>
internal sealed class ChaosMediaServer : IAsyncDisposable
{
    public const string Account = "AC0123456789abcdef0123456789abcdef";
    public const string Token = "the-token-of-the-chaos-account";

    private const int LongestDelay = 250;
    private const int Oversize = 17 * 1024 * 1024;

    private static readonly string Credentials = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Account}:{Token}"));

    private readonly ConcurrentDictionary<string, int> _requests = new(StringComparer.Ordinal);
    private readonly WebApplication _app;
    private Dictionary<string, ChaosJob> _jobs = [];

    private ChaosMediaServer()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        builder.WebHost.UseShutdownTimeout(TimeSpan.FromSeconds(1));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>The number of requests so far.</summary>
    public int Requests => _requests.Values.Sum();

    public Uri Origin => new(_app.Urls.Single());

    public static async Task<ChaosMediaServer> StartAsync(CancellationToken cancellationToken)
    {
        var server = new ChaosMediaServer();
        await server._app.StartAsync(cancellationToken);
        return server;
    }

    public void Serve(IEnumerable<ChaosJob> jobs) =>
        _jobs = jobs.ToDictionary(job => new Uri(job.Job.MediaUrl).Segments[^1], StringComparer.Ordinal);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (!_jobs.TryGetValue(path.Split('/')[^1], out var job))
        {
            context.Response.StatusCode = 404;
            return;
        }

        var isApi = !path.StartsWith("/cdn/", StringComparison.Ordinal);
        var request = _requests.AddOrUpdate(path, 1, static (_, count) => count + 1);
        await Task.Delay(Delay(job, isApi, request), context.RequestAborted);
        await (isApi ? AnswerAsApiAsync(context, job, request) : AnswerAsCdnAsync(context, job, request));
    }

    private static int Delay(ChaosJob job, bool isApi, int request) =>
        new Random((((job.Seed * 64) + request) * 2) + (isApi ? 1 : 0)).Next(LongestDelay);

    private static Task AnswerAsApiAsync(HttpContext context, ChaosJob job, int request)
    {
        var response = context.Response;
        var isOurs = context.Request.Headers.Authorization == Credentials && context.Request.Path == new Uri(job.Job.MediaUrl).AbsolutePath;
        response.StatusCode = job.Fault switch
        {
            _ when !isOurs => 401,
            MediaFault.Unauthorized => 401,
            MediaFault.NotFound => 404,
            MediaFault.NotFoundTwice when request <= 2 => 404,
            MediaFault.ErrorThreeTimes when request <= 3 => 500,
            MediaFault.TooManyRequestsOnce when request == 1 => 429,
            _ => 307,
        };
        if (response.StatusCode == 429)
        {
            response.Headers.RetryAfter = "1";
        }
        else if (response.StatusCode == 307)
        {
            response.Headers.Location = "/cdn/" + new Uri(job.Job.MediaUrl).Segments[^1];
        }

        return Task.CompletedTask;
    }

    private static async Task AnswerAsCdnAsync(HttpContext context, ChaosJob job, int request)
    {
        var response = context.Response;
        if (context.Request.Headers.Authorization.Count > 0)
        {
            response.StatusCode = 400;
            return;
        }

        var isFirst = request == 1;
        ReadOnlyMemory<byte> media = job.Fault == MediaFault.Empty ? default : job.Media();
        response.ContentType = job.Job.ContentType;
        response.ContentLength = job.Fault == MediaFault.TooLarge ? Oversize : media.Length;
        var isCut = job.Fault == MediaFault.TooLarge || (isFirst && job.Fault is MediaFault.TruncatedOnce or MediaFault.ResetOnce);
        await response.Body.WriteAsync(isCut ? media[..(media.Length / 2)] : media, context.RequestAborted);
        await response.Body.FlushAsync(context.RequestAborted);
        if (isCut && job.Fault == MediaFault.ResetOnce)
        {
            // The flushed bytes must leave first, or the client would see no response at all.
            await Task.Delay(100, context.RequestAborted);
            context.Abort();
        }
    }
}
