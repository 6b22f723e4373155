using System.Diagnostics;
using System.Globalization;

namespace MmsQueue.Bench;

/// <summary>How much memory a process of its own needs for ten media at once, beyond what it needs anyway.</summary>
internal static class PeakMemory
{
    private const double MiB = 1024 * 1024;

    /// <summary>The MiB that were needed at work and not when idle.</summary>
    public static async Task<double> MeasureAsync(RunningServers servers, int bytes, CancellationToken cancellationToken)
    {
        await using var child = ChildBench.Start("peak", servers.Plain.ToString(), servers.Tls.ToString(), bytes.ToString(CultureInfo.InvariantCulture));
        return double.Parse(await child.ReadLineAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    /// <summary>The child: idle, then ten media at once; prints the difference.</summary>
    public static async Task<int> RunAsync(Uri media, Uri s3, int bytes, TextWriter output, CancellationToken cancellationToken)
    {
        using var worker = new SampleWorker(media, s3);
        // Idle is after a first small one: code, connections and pools are there.
        await worker.StoreAsync(100_000, cancellationToken);
        var idle = Peak();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => worker.StoreAsync(bytes, cancellationToken)));
        await output.WriteLineAsync((Peak() - idle).ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    // The kernel's own high-water mark.
    private static double Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / MiB;
    }
}
