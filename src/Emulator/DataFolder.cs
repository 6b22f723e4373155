namespace MmsQueue.Emulator;

/// <summary>The folder for everything that survives a restart. A lock prevents two systems from sharing it.</summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream @lock)
    {
        Path = path;
        _lock = @lock;
    }

    /// <summary>The absolute path.</summary>
    public string Path { get; }

    /// <summary>Creates the folder if it is missing, and locks it.</summary>
    public static DataFolder Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        Guard(full, () => Directory.CreateDirectory(full));
        return new DataFolder(full, Lock(full));
    }

    /// <summary>The path of a file in the folder.</summary>
    public string In(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    /// <summary>Releases the lock.</summary>
    public void Dispose() => _lock.Dispose();

    /// <summary>Uses a file of the data folder and reports an I/O error in one line that names the file.</summary>
    public static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmulatorException($"The data folder cannot be used ({path}): {e.Message}", e);
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
            throw new EmulatorException(
                $"Another MmsQueue is using the data folder {folder}. Stop it, or choose another folder with --data.",
                e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmulatorException($"The data folder cannot be used ({path}): {e.Message}", e);
        }
    }
}
