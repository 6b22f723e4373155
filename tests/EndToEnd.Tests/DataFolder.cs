namespace MmsQueue.EndToEnd.Tests;

/// <summary>A data folder that is gone after the test.</summary>
internal sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("mmsqueue-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
