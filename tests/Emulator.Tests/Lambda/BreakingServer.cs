using System.Net;
using System.Net.Sockets;

namespace MmsQueue.Emulator.Tests.Lambda;

/// <summary>An HTTP server that resets each connection in the middle of its answer.</summary>
internal sealed class BreakingServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly SemaphoreSlim _requests = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public BreakingServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Url => $"http://{_listener.LocalEndpoint}";

    /// <summary>Waits for a request that comes after this call.</summary>
    public async Task NextRequestAsync(CancellationToken cancellationToken)
    {
        while (await _requests.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            // One from before.
        }

        await _requests.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Dispose();
        _requests.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await BreakAsync(client);
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private async Task BreakAsync(TcpClient client)
    {
        try
        {
            var stream = client.GetStream();
            _requests.Release();
            _ = await stream.ReadAsync(new byte[16 * 1024], _stop.Token);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: 1000\r\n\r\n{"u8.ToArray(), _stop.Token);
            client.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (IOException)
        {
            // The client was faster.
        }
    }
}
