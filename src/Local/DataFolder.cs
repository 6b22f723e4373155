namespace MmsQueue.Local;

/// <summary>The folder that holds what survives a restart, locked so that two of us never share it.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream @lock)
    {
        Path = path;
        _lock = @lock;
    }

    public string Path { get; }

    public static DataFolder Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        Guard(full, () => Directory.CreateDirectory(full));
        return new DataFolder(full, Lock(full));
    }

    public string In(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    public void Dispose() => _lock.Dispose();

    /// <summary>Does something with a file of the data folder; what goes wrong becomes one line that names it.</summary>
    public static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LocalException($"The data folder cannot be used ({path}): {e.Message}", e);
        }
    }

    private static FileStream Lock(string folder)
    {
        var path = System.IO.Path.Combine(folder, "lock");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.GetType() == typeof(IOException) && File.Exists(path))
        {
            throw new LocalException($"Another MmsQueue runs with the data folder {folder}: end it, or choose another folder with --data.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LocalException($"The data folder cannot be used ({path}): {e.Message}", e);
        }
    }
}
