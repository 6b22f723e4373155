using System.Threading.Channels;

namespace MmsQueue.Local.Live;

/// <summary>The state that the front page shows. Every change is sent to every open page.</summary>
/// <remarks>Sending never waits: a page that reads slowly loses events and then receives the whole state instead.</remarks>
internal sealed class LiveBoard(TimeProvider time)
{
    public const int MaxLetters = 100;
    public const int MaxLines = 100;

    private readonly Lock _lock = new();
    private readonly List<LiveReader> _readers = [];
    private readonly LiveMessages _messages = new();
    private readonly Newest<LiveLetter> _letters = new(MaxLetters);
    private readonly Queue<LiveLine> _lines = new();
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private LiveDepth? _depth;
    private bool _isPaused;
    private bool _isDown;
    private int _held;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Has an item if a message has changed since the last item was read.</summary>
    public ChannelReader<bool> News => _news.Reader;

    public bool HasReaders => Locked(() => _readers.Count > 0);

    /// <summary>The number of jobs that were received from the queue and are neither returned nor deleted.</summary>
    public int Held => Volatile.Read(ref _held);

    public bool IsPaused => Volatile.Read(ref _isPaused);

    public int Letters => Locked(() => _letters.Count);

    /// <summary>Opens a reader for one page. Its first event is the state.</summary>
    public LiveReader Open()
    {
        lock (_lock)
        {
            var reader = new LiveReader(this);
            _readers.Add(reader);
            _news.Writer.TryWrite(true);
            return reader;
        }
    }

    public void Close(LiveReader reader)
    {
        lock (_lock)
        {
            _readers.Remove(reader);
        }
    }

    /// <summary>The state. The reader's later events are the changes that follow it.</summary>
    public byte[] Resynchronise(LiveReader reader) => Locked(() =>
    {
        reader.Forget();
        return Shown().ToJson();
    });

    /// <summary>Changes a message. An unknown message is shown only if it is new; an old one is only counted.</summary>
    public void Change(string sid, Func<LiveMessage, LiveMessage> change, bool isNew = false) => Send(() =>
        _messages.Change(sid, Now, change, isNew) is { } message
            ? message with { Totals = _messages.Totals }
            : new LiveCounted(_messages.Totals));

    /// <summary>The state to save. It is the same object until something changes.</summary>
    public LiveState State() => Locked(() => _messages.State);

    public void Load(LiveState state)
    {
        lock (_lock)
        {
            _messages.Load(state);
        }
    }

    /// <summary>Adds to the number of jobs that were received and are neither returned nor deleted.</summary>
    public void Hold(int jobs) => Interlocked.Add(ref _held, jobs);

    public void Add(LiveLetter letter) => Send(() =>
    {
        _letters.Set(letter.Key, letter);
        return letter;
    });

    /// <summary>Removes a dead letter that was replayed.</summary>
    public void Remove(string key) => Send(() => _letters.Remove(key) ? new LiveGone(key) : null);

    public void Add(LiveLine line) => Send(() =>
    {
        _lines.Enqueue(line);
        if (_lines.Count > MaxLines)
        {
            _lines.Dequeue();
        }

        return line;
    });

    public void Pause(bool isPaused) => Send(() =>
    {
        _isPaused = isPaused;
        return new LivePaused(isPaused);
    });

    public void Endpoint(bool isDown) => Send(() =>
    {
        _isDown = isDown;
        return new LiveEndpoint(isDown);
    });

    /// <summary>A text was sent through Twilio's REST API: the reply to the recovered message that it answers.</summary>
    public void Sent(string text) => Send(() =>
        _messages.Shown.LastOrDefault(message => message.Unsent == text) is { } message
            && _messages.Change(message.Sid, Now, known => known with { Reply = text, Unsent = null }, isNew: false) is { } replied
            ? replied with { Totals = _messages.Totals }
            : null);

    /// <summary>Reports a change that affects only the depth.</summary>
    public void Touch() => _news.Writer.TryWrite(true);

    public void Set(LiveDepth depth) => Send(
        () =>
        {
            var isNew = depth != _depth;
            _depth = depth;
            return isNew ? depth : null;
        },
        isNews: false);

    /// <summary>Replaces the known dead letters by those that were read from the queue.</summary>
    public void Set(IEnumerable<LiveLetter> letters) => Send(
        () =>
        {
            _letters.Clear();
            foreach (var letter in letters.OrderBy(letter => letter.At))
            {
                _letters.Set(letter.Key, letter);
            }

            return Shown();
        },
        isNews: false);

    // Serialized only if a page is open: without one, a thousand jobs cost no JSON.
    private void Send(Func<LiveEvent?> change, bool isNews = true)
    {
        lock (_lock)
        {
            if (change() is { } sent && _readers.Count > 0)
            {
                var written = sent.ToJson();
                _readers.ForEach(reader => reader.Send(written));
            }
        }

        if (isNews)
        {
            Touch();
        }
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }

    private LiveState Shown() => new(_messages.Totals, [.. _messages.Shown])
    {
        Letters = [.. _letters.Items],
        Lines = [.. _lines],
        Paused = _isPaused,
        Down = _isDown,
        Depth = _depth,
    };
}
