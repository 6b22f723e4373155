using System.Net.Sockets;

namespace MmsQueue.Emulator.Tests.Lambda;

/// <summary>An HTTP server that resets each connection in the middle of its response.</summary>
internal sealed class BreakingServer : IAsyncDisposable
{
    private readonly SemaphoreSlim _requests = new(0);
    private readonly TcpServer _server;

    public BreakingServer() => _server = new TcpServer(BreakAsync);

    public string Url => $"http://{_server.EndPoint}";

    /// <summary>Waits for a request that arrives after this call.</summary>
    public async Task NextRequestAsync(CancellationToken cancellationToken)
    {
        while (await _requests.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            // An earlier request.
        }

        await _requests.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _requests.Dispose();
    }

    private async Task BreakAsync(Socket client, CancellationToken cancellationToken)
    {
        await using var stream = new NetworkStream(client);
        _requests.Release();
        _ = await stream.ReadAsync(new byte[16 * 1024], cancellationToken);
        var head = "HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: 1000\r\n\r\n{"u8.ToArray();
        await stream.WriteAsync(head, cancellationToken);
        client.LingerState = new LingerOption(enable: true, seconds: 0);
    }
}
