namespace MmsQueue.Local.Live;

/// <summary>The newest messages, and the parts of older ones that totals and late events need.</summary>
internal sealed class LiveMessages
{
    /// <summary>The maximum shown of each kind: messages through the webhook, and messages sent directly to the queue.</summary>
    public const int Max = 50;

    private const int MaxUnseen = 10_000;
    private readonly Newest<LiveMessage> _texts = new(Max);
    private readonly Newest<LiveMessage> _jobs = new(Max);
    private readonly Newest<LiveMessage> _unseen = new(MaxUnseen);
    private LiveState? _state;

    public LiveTotals Totals { get; private set; } = new(0, 0, 0, 0);

    /// <summary>Oldest first.</summary>
    public IEnumerable<LiveMessage> Shown => _texts.Items.Concat(_jobs.Items).OrderBy(static message => message.At);

    /// <summary>The state to save. It is the same object until something changes.</summary>
    public LiveState State => _state ??= new LiveState(Totals with { Working = 0 }, [.. Shown]);

    /// <summary>Changes a message and returns it; null if it is not shown.</summary>
    public LiveMessage? Change(string sid, DateTimeOffset now, Func<LiveMessage, LiveMessage> change, bool isNew)
    {
        var shown = _texts.Find(sid) ?? _jobs.Find(sid);
        var known = shown ?? _unseen.Find(sid);
        var before = known ?? new LiveMessage(sid, now);
        var message = change(before);
        Totals = Totals.With(before, message);
        _state = null;
        if (shown is not null || (isNew && known is null))
        {
            Show(message);
            return message;
        }

        _unseen.Set(sid, message.Unseen());
        return null;
    }

    public void Load(LiveState state)
    {
        Totals = state.Totals with { Working = 0 };
        foreach (var message in state.Messages)
        {
            Show(message.Restarted());
        }
    }

    private void Show(LiveMessage message)
    {
        if ((message.IsWebhook ? _texts : _jobs).Set(message.Sid, message) is { } oldest)
        {
            _unseen.Set(oldest.Sid, oldest.Unseen());
        }
    }
}
