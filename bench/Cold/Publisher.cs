using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace MmsQueue.Bench.Cold;

/// <summary>Publishes functions into a temporary folder, which disposal deletes; nothing is left in the clone.</summary>
internal sealed class Publisher : IDisposable
{
    private static readonly string Repository = Metadata("Repository");

    // Published functions use the same packages as the bench itself.
    private static readonly string Packages = $"-p:UsePublishedPackages={Metadata("UsePublishedPackages")}";

    private readonly string _root = Directory.CreateTempSubdirectory("mmsqueue-bench-").FullName;

    /// <summary>Publishes a project and returns its folder; null, with a note, if the SDK or the registry cannot do it.</summary>
    public async Task<string?> PublishAsync(string project, Flavour flavour, Action<string> tell, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(_root, $"{flavour.Folder}-{Path.GetFileName(project)}");
        var started = Stopwatch.GetTimestamp();
        var start = new ProcessStartInfo("dotnet",
        [
            "publish", Path.Combine(Repository, project), "--configuration", "Release", "--runtime", RuntimeInformation.RuntimeIdentifier,
            "--artifacts-path", Path.Combine(_root, "build"), "--output", folder, Packages, .. flavour.Arguments,
        ])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode == 0)
        {
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            await Console.Error.WriteLineAsync($"Published {project} as {flavour.Name} in {seconds:0} s.");
            return folder;
        }

        var why = text.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal))?.Trim();
        tell($"{project} cannot be published as {flavour.Name} here: {why}");
        return null;
    }

    private static string Metadata(string key) =>
        typeof(Publisher).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
