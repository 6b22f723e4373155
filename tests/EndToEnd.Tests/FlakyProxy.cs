using System.Net;
using System.Net.Sockets;

namespace MmsQueue.EndToEnd.Tests;

/// <summary>A TCP proxy before one emulator, which can be made to refuse or to hang, as a service that is down does.</summary>
internal sealed class FlakyProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _target;
    private readonly Task _accepting;
    private readonly Lock _lock = new();
    private (Mode Mode, CancellationTokenSource End) _state = (Mode.Up, new CancellationTokenSource());

    public FlakyProxy(Uri target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public enum Mode
    {
        Up,
        Down,
        Hanging,
    }

    public Uri Url => new($"http://{_listener.LocalEndpoint}");

    /// <summary>Ends all connections; new ones are treated as the mode says.</summary>
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
        await _stop.CancelAsync();
        Become(Mode.Down);
        _listener.Dispose();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                lock (_lock)
                {
                    _ = ServeAsync(client, _state.Mode, _state.End.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private async Task ServeAsync(TcpClient client, Mode mode, CancellationToken cancellationToken)
    {
        using (client)
        {
            try
            {
                switch (mode)
                {
                    case Mode.Up:
                        using (var target = new TcpClient())
                        {
                            await target.ConnectAsync(_target.Host, _target.Port, cancellationToken);
                            var (near, far) = (client.GetStream(), target.GetStream());
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
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
            {
                client.LingerState = new LingerOption(enable: true, seconds: 0);
            }
        }
    }
}
