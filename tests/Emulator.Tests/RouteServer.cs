using Microsoft.AspNetCore.Routing;

namespace MmsQueue.Emulator.Tests;

/// <summary>Serves routes over real HTTP, with a client that calls them.</summary>
internal sealed class RouteServer : IAsyncDisposable
{
    private readonly LoopbackServer _server = LoopbackServer.Reserve(0);

    public HttpClient Http { get; } = new();

    public Task StartAsync(Action<IEndpointRouteBuilder> map)
    {
        Http.BaseAddress = _server.Url;
        return _server.StartAsync(map, static _ => { });
    }

    public ValueTask DisposeAsync()
    {
        Http.Dispose();
        return _server.DisposeAsync();
    }
}
