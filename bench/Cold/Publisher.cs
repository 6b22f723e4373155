using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace MmsQueue.Bench;

/// <summary>Publishes functions into a temporary folder, which it removes at its end; nothing is left in the clone.</summary>
internal sealed class Publisher : IDisposable
{
    private static readonly string Repository = Metadata("Repository");

    // The functions that are published have the packages that the bench itself was built with.
    private static readonly string Packages = $"-p:UsePublishedPackages={Metadata("UsePublishedPackages")}";

    private readonly string _root = Directory.CreateTempSubdirectory("mmsqueue-bench-").FullName;

    /// <summary>Publishes a project; null, with the reason told, when the SDK or the registry cannot.</summary>
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
            await Console.Error.WriteLineAsync($"Published {project} as {flavour.Name} in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s.");
            return folder;
        }

        tell($"{project} cannot be published as {flavour.Name} here: {text.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal))?.Trim()}");
        return null;
    }

    private static string Metadata(string key) =>
        typeof(Publisher).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
