using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace MmsQueue.Emulator;

/// <summary>An HTTP server on 127.0.0.1. It reserves its port first, because every other part needs its URL.</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly Socket _socket;
    private WebApplication? _app;

    private LoopbackServer(Socket socket)
    {
        _socket = socket;
        Url = new Uri($"http://{socket.LocalEndPoint}");
    }

    /// <summary>The base URL.</summary>
    public Uri Url { get; }

    /// <summary>The host and port.</summary>
    public string Authority => Url.Authority;

    /// <summary>Reserves a port; 0 reserves any free port.</summary>
    public static LoopbackServer Reserve(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen();
            return new LoopbackServer(socket);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new EmulatorException(
                e.SocketErrorCode is SocketError.AddressAlreadyInUse
                    ? $"Port {port} is in use. Stop the program that uses it, or choose another port with --port (0: any free port)."
                    : $"Port {port} cannot be used: {e.Message}",
                e);
        }
    }

    /// <summary>Starts serving the mapped routes; unhandled exceptions are reported in one line each.</summary>
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
        _app.Use((context, next) => ReportAsync(context, next, say));
        _app.Use(SameSite.CheckAsync);
        _app.UseRouting();
        map(_app);
        await _app.StartAsync();
    }

    /// <summary>Stops the server and releases the port.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        _socket.Dispose();
    }

    // The server has no logging of its own. An unhandled exception is reported in one line, then becomes a 500.
    private static async Task ReportAsync(HttpContext context, RequestDelegate next, Action<string> say)
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
}
