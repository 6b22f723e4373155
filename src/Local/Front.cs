using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace MmsQueue.Local;

/// <summary>The one HTTP server, on 127.0.0.1. Its port is taken first, since everything else is told its URL.</summary>
internal sealed class Front : IAsyncDisposable
{
    private readonly Socket _socket;
    private WebApplication? _app;

    private Front(Socket socket)
    {
        _socket = socket;
        Url = new Uri($"http://{socket.LocalEndPoint}");
    }

    public Uri Url { get; }

    /// <summary>Host and port, as in a URL.</summary>
    public string Authority => Url.Authority;

    public static Front Reserve(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen();
            return new Front(socket);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new LocalException(
                e.SocketErrorCode is SocketError.AddressAlreadyInUse
                    ? $"Port {port} is in use: end what uses it, or choose another with --port (0 takes any free one)."
                    : $"Port {port} cannot be used: {e.Message}",
                e);
        }
    }

    public async Task StartAsync(Action<IEndpointRouteBuilder> map, Action<string> say)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<SocketTransportOptions>(options => options.CreateBoundListenSocket = _ => _socket);
        builder.WebHost.UseShutdownTimeout(TimeSpan.FromSeconds(1));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = null;
            options.Limits.MaxRequestLineSize = 32 * 1024;
            options.Limits.MaxRequestHeadersTotalSize = 64 * 1024;
            options.Limits.MinRequestBodyDataRate = null;
            options.Limits.MinResponseDataRate = null;
            options.Listen((IPEndPoint)_socket.LocalEndPoint!);
        });
        _app = builder.Build();
        _app.Use((context, next) => TellAsync(context, next, say));
        _app.Use(SameSite.CheckAsync);
        _app.UseRouting();
        map(_app);
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        _socket.Dispose();
    }

    // The server has no log of its own: what nobody caught is told in one line, then answered with 500.
    private static async Task TellAsync(HttpContext context, RequestDelegate next, Action<string> say)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested && e is not BadHttpRequestException)
        {
            say($"{context.Request.Method} {context.Request.Path}: {e.GetType().Name}: {e.Message}");
            throw;
        }
    }

    /// <summary>Signals are the command's, not the server's.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
