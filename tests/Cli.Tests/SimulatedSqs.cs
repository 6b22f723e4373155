using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MmsQueue.Cli.Tests;

/// <summary>A small server of the AWS JSON protocol with scripted responses.</summary>
internal sealed class SimulatedSqs : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SimulatedSqs(WebApplication app) => _app = app;

    public Uri Url => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public ConcurrentQueue<(string Action, JsonElement Body)> Requests { get; } = new();

    /// <summary>Starts a server; the answer to an action is a status and a JSON body.</summary>
    public static async Task<SimulatedSqs> StartAsync(Func<string, (int Status, string Json)> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new SimulatedSqs(app);
        app.Run(context => server.AnswerAsync(context, answer));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, Func<string, (int Status, string Json)> answer)
    {
        var action = context.Request.Headers["X-Amz-Target"].ToString().Split('.')[^1];
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        Requests.Enqueue((action, body.RootElement.Clone()));
        var (status, json) = answer(action);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/x-amz-json-1.0";
        await context.Response.WriteAsync(json, context.RequestAborted);
    }
}
