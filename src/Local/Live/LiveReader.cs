using System.Threading.Channels;

namespace MmsQueue.Local;

/// <summary>One open page's events: so many may wait, and then the oldest go and the state comes instead.</summary>
internal sealed class LiveReader : IDisposable
{
    public const int MaxWaiting = 256;

    private readonly LiveBoard _board;
    private readonly Channel<ReadOnlyMemory<byte>> _events;
    private volatile bool _isBehind = true;

    public LiveReader(LiveBoard board)
    {
        _board = board;
        _events = Channel.CreateBounded<ReadOnlyMemory<byte>>(
            new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, _ => _isBehind = true);
    }

    public void Tell(ReadOnlyMemory<byte> told) => _events.Writer.TryWrite(told);

    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _events.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>All that is to be sent now.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Take()
    {
        if (_isBehind)
        {
            return [_board.Resynchronise(this)];
        }

        var taken = new List<ReadOnlyMemory<byte>>();
        while (taken.Count < MaxWaiting && _events.Reader.TryRead(out var told))
        {
            taken.Add(told);
        }

        return taken;
    }

    /// <summary>Drops what waits; the board calls it while nobody can tell more.</summary>
    public void Forget()
    {
        while (_events.Reader.TryRead(out _))
        {
            // It is in the state.
        }

        _isBehind = false;
    }

    public void Dispose() => _board.Close(this);
}
