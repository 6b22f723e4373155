using System.Threading.Channels;

namespace MmsQueue.Local.Live;

/// <summary>The events of one open page. If too many wait, the oldest are dropped and the state is sent instead.</summary>
internal sealed class LiveReader : IDisposable
{
    public const int MaxWaiting = 256;

    private readonly LiveBoard _board;
    private readonly Channel<byte[]> _events;
    private volatile bool _isBehind = true;

    public LiveReader(LiveBoard board)
    {
        _board = board;
        _events = Channel.CreateBounded<byte[]>(
            new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => _isBehind = true);
    }

    public void Send(byte[] sent) => _events.Writer.TryWrite(sent);

    /// <summary>False if cancelled.</summary>
    public async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _events.Reader.WaitToReadAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>All events to send now.</summary>
    public IReadOnlyList<byte[]> Take()
    {
        if (_isBehind)
        {
            return [_board.Resynchronise(this)];
        }

        var taken = new List<byte[]>();
        while (taken.Count < MaxWaiting && _events.Reader.TryRead(out var sent))
        {
            taken.Add(sent);
        }

        return taken;
    }

    /// <summary>Drops the waiting events; the board calls it while no event can be added.</summary>
    public void Forget()
    {
        while (_events.Reader.TryRead(out _))
        {
            // The state includes it.
        }

        _isBehind = false;
    }

    public void Dispose() => _board.Close(this);
}
