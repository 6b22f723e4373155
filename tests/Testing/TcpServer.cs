using System.Net;
using System.Net.Sockets;

namespace MmsQueue.Testing;

/// <summary>A TCP server on the loopback interface. It serves each connection until the client leaves or the server is disposed.</summary>
public sealed class TcpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Socket, CancellationToken, Task> _serve;
    private readonly Task _accepting;

    /// <summary>Starts listening on a free port; the server closes a connection after serving it.</summary>
    public TcpServer(Func<Socket, CancellationToken, Task> serve)
    {
        _serve = serve;
        _listener.Start();
        EndPoint = (IPEndPoint)_listener.LocalEndpoint;
        _accepting = AcceptAsync();
    }

    /// <summary>Address and port.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Stops listening and cancels what is being served.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync(_stop.Token));
            }
        }
        catch (OperationCanceledException)
        {
            // The server was disposed.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var connection = socket;
        try
        {
            await _serve(connection, _stop.Token);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client left, or the test has ended.
        }
    }
}
