using System.Diagnostics;
using System.Globalization;
using MmsQueue.Bench.Servers;

namespace MmsQueue.Bench.Worker;

/// <summary>How much more memory a child process needs for ten media files at once than when idle.</summary>
internal static class PeakMemory
{
    private const double MiB = 1024 * 1024;

    /// <summary>Starts the child and returns the difference in MiB.</summary>
    public static async Task<double> MeasureAsync(RunningServers servers, int bytes, CancellationToken cancellationToken)
    {
        await using var child = ChildBench.Start("peak", servers.Plain.ToString(), servers.Tls.ToString(), $"{bytes}");
        return double.Parse(await child.ReadLineAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    /// <summary>Runs in the child: measures idle memory, then ten media files at once, and prints the difference.</summary>
    public static async Task<int> RunAsync(Uri media, Uri s3, int bytes, TextWriter output, CancellationToken cancellationToken)
    {
        using var worker = new SampleWorker(media, s3);
        // Idle is measured after a first small file, when code, connections and pools are loaded.
        await worker.StoreAsync(100_000, cancellationToken);
        var idle = Peak();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => worker.StoreAsync(bytes, cancellationToken)));
        await output.WriteLineAsync((Peak() - idle).ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    // The kernel's high-water mark.
    private static double Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / MiB;
    }
}
