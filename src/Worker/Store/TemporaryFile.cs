namespace MmsQueue.Worker.Store;

/// <summary>A file for media of undeclared length; it is deleted when it is closed.</summary>
internal static class TemporaryFile
{
    /// <summary>Creates an empty file for writing and reading back.</summary>
    public static FileStream Create() => new(
        Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
        new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        });
}
