using System.Reflection;
using MmsQueue.Emulator.Processes;

namespace MmsQueue.Emulator.Aws;

/// <summary>The emulators' npm packages, which include Node.js. They are installed once, from the lock file.</summary>
public static class NodePackages
{
    private const string WayAround =
        "or set AWS_ENDPOINT_URL_SQS, AWS_ENDPOINT_URL_S3 and AWS_ENDPOINT_URL_DYNAMODB to services of your own";

    /// <summary>The folder of the emulators' scripts; the build records it.</summary>
    internal static string Folder { get; } =
        typeof(NodePackages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "Emulators").Value!;

    /// <summary>Installs the packages if they are missing and returns the path of the Node.js among them.</summary>
    public static Task<string> InstallAsync(Action<string> say, CancellationToken cancellationToken) =>
        InstallAsync(Folder, Environment.GetEnvironmentVariable("PATH"), say, cancellationToken);

    internal static async Task<string> InstallAsync(
        string folder, string? searchPath, Action<string> say, CancellationToken cancellationToken)
    {
        if (!IsInstalled(folder))
        {
            using var installing = await LockAsync(Path.Combine(folder, ".install.lock"), cancellationToken);
            if (!IsInstalled(folder))
            {
                await RunNpmAsync(folder, FindNpm(searchPath), say, cancellationToken);
                File.Copy(Path.Combine(folder, "package-lock.json"), Marker(folder), overwrite: true);
            }
        }

        return FindNode(folder);
    }

    private static string Marker(string folder) => Path.Combine(folder, "node_modules", ".installed-lock.json");

    // The lock file's text is copied last, so that neither a partial nor an older installation counts as complete.
    private static bool IsInstalled(string folder) =>
        File.Exists(Marker(folder))
        && File.ReadAllText(Marker(folder)) == File.ReadAllText(Path.Combine(folder, "package-lock.json"));

    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (e.GetType() == typeof(IOException) && File.Exists(path))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            }
            catch (UnauthorizedAccessException e)
            {
                throw new EmulatorException($"Cannot install the emulators: {e.Message}", e);
            }
        }
    }

    private static string FindNpm(string? searchPath)
    {
        var suffixes = OperatingSystem.IsWindows() ? new[] { ".cmd", ".exe" } : [""];
        string? Find(string name) =>
            (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .SelectMany(_ => suffixes, (folder, suffix) => Path.Combine(folder, name + suffix))
                .FirstOrDefault(File.Exists);
        var npm = Find("npm");
        return npm is not null && Find("node") is not null
            ? npm
            : throw new EmulatorException($"Node.js is missing. Install Node.js 20 or later with npm (https://nodejs.org), {WayAround}.");
    }

    private static async Task RunNpmAsync(string folder, string npm, Action<string> say, CancellationToken cancellationToken)
    {
        say(
            $"First start: npm installs the emulated SQS, S3 and DynamoDB, and Node.js to run them, in {folder}. " +
            "This happens once, takes about a minute on a fast connection, and uses 240 MB on disk.");
        var errors = new List<string>();
        void Note(string line)
        {
            if (line.StartsWith("npm error", StringComparison.Ordinal) && line.Length > 10)
            {
                errors.Add(line[10..].Trim());
            }
        }

        await using var child = ChildProcess.Start(
            [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], static _ => { }, Note, folder: folder);
        child.Input.Close();
        var exitCode = await child.Exited.WaitAsync(cancellationToken);
        if (exitCode != 0)
        {
            throw new EmulatorException(
                $"npm could not install the emulators (npm ci in {folder} exited with code {exitCode}): " +
                $"{string.Join("; ", errors.Take(3))}. Fix this, {WayAround}.");
        }
    }

    private static string FindNode(string folder)
    {
        var name = OperatingSystem.IsWindows() ? "node.exe" : "node";
        var packages = Path.Combine(folder, "node_modules");
        return Directory.EnumerateDirectories(packages, "node-*")
            .Select(package => Path.Combine(package, "bin", name))
            .FirstOrDefault(File.Exists)
            ?? throw new EmulatorException(
                $"The packages in {packages} contain no Node.js for this platform. Use another platform, {WayAround}.");
    }
}
