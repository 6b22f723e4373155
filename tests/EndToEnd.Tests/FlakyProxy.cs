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
    private CancellationTokenSource _connections = new();
    private volatile Mode _mode;

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
        if (mode == Mode.Up)
        {
            // No connection that goes through may be among those that end: the emulator would answer a poll whose caller is gone.
            EndConnections();
            _mode = mode;
        }
        else
        {
            _mode = mode;
            EndConnections();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Become(Mode.Down);
        _listener.Dispose();
        await _accepting;
    }

    private void EndConnections() => Interlocked.Exchange(ref _connections, new CancellationTokenSource()).Cancel();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token), _connections.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken cancellationToken)
    {
        using (client)
        {
            try
            {
                switch (_mode)
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
