namespace MmsQueue.Local;

/// <summary>A program's lines: all in a file, beside it those of the run before (NAME.previous.log), and the last 200 in memory.</summary>
internal sealed class LineLog : IDisposable
{
    private const int Kept = 200;
    private readonly Lock _lock = new();
    private readonly Queue<string> _last = new(Kept);
    private readonly StreamWriter _file;
    private readonly Action<string>? _tell;
    private bool _closed;

    /// <summary>Each line is told, too, to whom it may concern.</summary>
    public LineLog(string path, Action<string>? tell = null)
    {
        Path = path;
        _tell = tell;
        DataFolder.Guard(path, () => Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!));
        _file = DataFolder.Guard(path, () => Create(path));
        _file.AutoFlush = true;
    }

    public string Path { get; }

    public IReadOnlyList<string> Last
    {
        get
        {
            lock (_lock)
            {
                return [.. _last];
            }
        }
    }

    public string? LastLine => Last is [.., var line] ? line : null;

    public void Add(string line)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }

            if (_last.Count == Kept)
            {
                _last.Dequeue();
            }

            _last.Enqueue(line);
            _file.WriteLine(line);
        }

        _tell?.Invoke(line);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _closed = true;
            _file.Dispose();
        }
    }

    private static StreamWriter Create(string path)
    {
        if (File.Exists(path))
        {
            File.Move(path, System.IO.Path.ChangeExtension(path, ".previous.log"), overwrite: true);
        }

        return new StreamWriter(new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite));
    }
}
