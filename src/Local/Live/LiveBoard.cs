using System.Text.Json;
using System.Threading.Channels;

namespace MmsQueue.Local;

/// <summary>What the front page shows: the newest of everything, and each change of it to every open page.</summary>
/// <remarks>Telling never waits: a page that reads slowly loses events, and is given the whole state instead.</remarks>
internal sealed class LiveBoard(TimeProvider time)
{
    public const int MaxLetters = 100;
    public const int MaxLines = 100;

    private readonly Lock _lock = new();
    private readonly List<LiveReader> _readers = [];
    private readonly LiveMessages _messages = new();
    private readonly Newest<LiveLetter> _letters = new(MaxLetters);
    private readonly Queue<LiveLine> _lines = new();
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private LiveDepth? _depth;
    private bool _isPaused;
    private int _held;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>A word for each time that something happened to a message since the last word was taken.</summary>
    public ChannelReader<bool> News => _news.Reader;

    public bool HasReaders
    {
        get
        {
            lock (_lock)
            {
                return _readers.Count > 0;
            }
        }
    }

    /// <summary>Jobs that were received from the queue and are not yet given back or deleted.</summary>
    public int Held => Volatile.Read(ref _held);

    public bool IsPaused => Volatile.Read(ref _isPaused);

    public int Letters
    {
        get
        {
            lock (_lock)
            {
                return _letters.Count;
            }
        }
    }

    /// <summary>A reader for one page; its first event is the state.</summary>
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

    /// <summary>The state, after which the reader's events are those that follow it.</summary>
    public ReadOnlyMemory<byte> Resynchronise(LiveReader reader)
    {
        lock (_lock)
        {
            reader.Forget();
            return LiveJson.Event("state", WriteState);
        }
    }

    /// <summary>Changes a message. One that is not known begins here only when it is new: an old one is counted, and not shown.</summary>
    public void Change(string sid, Func<LiveMessage, LiveMessage> change, bool isNew = false) => Tell(() =>
        _messages.Change(sid, Now, change, isNew) is { } message
            ? new Told("message", json =>
            {
                message.Write(json);
                _messages.Totals.Write(json);
            })
            : new Told("totals", _messages.Totals.Write));

    /// <summary>What is worth keeping beyond the end; the same object while nothing has changed.</summary>
    public LiveState State()
    {
        lock (_lock)
        {
            return _messages.State;
        }
    }

    public void Load(LiveState state)
    {
        lock (_lock)
        {
            _messages.Load(state);
        }
    }

    /// <summary>So many jobs more, or less, are received from the queue and not yet given back or deleted.</summary>
    public void Hold(int jobs) => Interlocked.Add(ref _held, jobs);

    public void Add(LiveLetter letter) => Tell(() =>
    {
        _letters.Set(letter.Key, letter);
        return new Told("letter", letter.Write);
    });

    /// <summary>A dead letter was put back on its way, by whomever.</summary>
    public void Remove(string key) => Tell(() => _letters.Remove(key) ? new Told("gone", json => json.WriteString("key", key)) : null);

    public void Add(LiveLine line) => Tell(() =>
    {
        _lines.Enqueue(line);
        if (_lines.Count > MaxLines)
        {
            _lines.Dequeue();
        }

        return new Told("line", line.Write);
    });

    public void Pause(bool isPaused) => Tell(() =>
    {
        _isPaused = isPaused;
        return new Told("paused", json => json.WriteBoolean("paused", isPaused));
    });

    /// <summary>Something happened of which the depth alone tells.</summary>
    public void Touch() => _news.Writer.TryWrite(true);

    public void Set(LiveDepth depth) => Tell(
        () =>
        {
            var isNew = depth != _depth;
            _depth = depth;
            return isNew ? new Told("depth", depth.Write) : null;
        },
        isNews: false);

    /// <summary>What was read from the dead-letter queue, in place of what was known.</summary>
    public void Set(IEnumerable<LiveLetter> letters) => Tell(
        () =>
        {
            _letters.Clear();
            foreach (var letter in letters.OrderBy(letter => letter.At))
            {
                _letters.Set(letter.Key, letter);
            }

            return new Told("state", WriteState);
        },
        isNews: false);

    // Written only when there is a page to read it: without one, a thousand jobs cost no JSON.
    private void Tell(Func<Told?> change, bool isNews = true)
    {
        lock (_lock)
        {
            if (change() is { } told && _readers.Count > 0)
            {
                var written = LiveJson.Event(told.Kind, told.Write);
                _readers.ForEach(reader => reader.Tell(written));
            }
        }

        if (isNews)
        {
            Touch();
        }
    }

    private void WriteState(Utf8JsonWriter json)
    {
        LiveJson.Array(json, "messages", _messages.Shown, static (message, json) => message.Write(json));
        LiveJson.Array(json, "letters", _letters.Items, static (letter, json) => letter.Write(json));
        LiveJson.Array(json, "lines", _lines, static (line, json) => line.Write(json));
        json.WriteBoolean("paused", _isPaused);
        _messages.Totals.Write(json);
        if (_depth is { } depth)
        {
            json.WriteStartObject("depth");
            depth.Write(json);
            json.WriteEndObject();
        }
    }

    private readonly record struct Told(string Kind, Action<Utf8JsonWriter> Write);
}
