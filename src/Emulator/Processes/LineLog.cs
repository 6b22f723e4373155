namespace MmsQueue.Emulator.Processes;

/// <summary>A program's output: all lines in a file, those of the previous run in NAME.previous.log, and the last 200 in memory.</summary>
public sealed class LineLog : IDisposable
{
    private const int Kept = 200;
    private readonly Lock _lock = new();
    private readonly Queue<string> _last = new(Kept);
    private readonly StreamWriter _file;
    private readonly Action<string>? _written;
    private bool _closed;

    /// <summary>Creates the file. Each line is also forwarded to an optional listener.</summary>
    public LineLog(string path, Action<string>? written = null)
    {
        Path = path;
        _written = written;
        DataFolder.Guard(path, () => Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!));
        _file = DataFolder.Guard(path, () => Create(path));
        _file.AutoFlush = true;
    }

    /// <summary>The path of the file.</summary>
    public string Path { get; }

    /// <summary>The last lines.</summary>
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

    /// <summary>The last line; null if there is none.</summary>
    public string? LastLine => Last is [.., var line] ? line : null;

    /// <summary>Adds a line.</summary>
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

        _written?.Invoke(line);
    }

    /// <summary>Closes the file; later lines are dropped.</summary>
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
