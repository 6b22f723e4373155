using System.Net.Sockets;

namespace MmsQueue.EndToEnd.Tests;

/// <summary>A TCP proxy in front of an emulator that can refuse connections or hang, as a failing service does.</summary>
internal sealed class FlakyProxy : IAsyncDisposable
{
    private readonly TcpServer _server;
    private readonly Uri _target;
    private readonly Lock _lock = new();
    private (Mode Mode, CancellationTokenSource End) _state = (Mode.Up, new CancellationTokenSource());

    public FlakyProxy(Uri target)
    {
        _target = target;
        _server = new TcpServer((client, _) => ServeAsync(client));
    }

    public enum Mode
    {
        Up,
        Down,
        Hanging,
    }

    public Uri Url => new($"http://{_server.EndPoint}");

    /// <summary>Ends all connections; the mode applies to new ones.</summary>
    public void Become(Mode mode)
    {
        CancellationTokenSource old;
        lock (_lock)
        {
            (old, _state) = (_state.End, (mode, new CancellationTokenSource()));
        }

        old.Cancel();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Become(Mode.Down);
    }

    private async Task ServeAsync(Socket client)
    {
        Mode mode;
        CancellationToken end;
        lock (_lock)
        {
            (mode, end) = (_state.Mode, _state.End.Token);
        }

        try
        {
            await ServeAsync(client, mode, end);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            client.LingerState = new LingerOption(enable: true, seconds: 0);
        }
    }

    private async Task ServeAsync(Socket client, Mode mode, CancellationToken cancellationToken)
    {
        switch (mode)
        {
            case Mode.Up:
                using (var target = new TcpClient())
                {
                    await target.ConnectAsync(_target.Host, _target.Port, cancellationToken);
                    await using var near = new NetworkStream(client);
                    var far = target.GetStream();
                    await Task.WhenAny(near.CopyToAsync(far, cancellationToken), far.CopyToAsync(near, cancellationToken));
                }

                break;
            case Mode.Hanging:
                await Task.Delay(Timeout.Infinite, cancellationToken);
                break;
            default:
                client.LingerState = new LingerOption(enable: true, seconds: 0);
                break;
        }
    }
}
