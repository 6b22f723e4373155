using System.Diagnostics;
using System.Globalization;

namespace MmsQueue.Bench;

/// <summary>The worker streams: its memory does not grow with the media, and it costs little over a bare copy.</summary>
internal static class WorkerBench
{
    private const int MiB = 1024 * 1024;
    private const double MemoryTarget = 48;
    private const double ThroughputTarget = 0.7;

    public static async Task<int> RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        await using var servers = ChildBench.Start("serve");
        var urls = await servers.ReadLineAsync(cancellationToken);
        using var worker = Worker(urls);
        using var copy = new BareCopy(new Uri(urls.Split(' ')[0]), new Uri(urls.Split(' ')[1]));

        var memory = await MemoryAsync(urls, output, cancellationToken);
        var throughput = await ThroughputAsync(worker, copy, output, cancellationToken);
        await CpuAsync(worker, output, cancellationToken);

        var held = memory <= MemoryTarget && throughput >= ThroughputTarget;
        await output.WriteLineAsync(
            $"{(held ? "ok" : "MISSED")}: {memory:0} MiB (at most {MemoryTarget}), {throughput:0.00} x the bare copy (at least {ThroughputTarget})");
        return held ? 0 : 1;
    }

    /// <summary>The child that (a) measures: idle, then ten media of 16 MiB at once; prints both peaks in MiB.</summary>
    public static async Task<int> PeakAsync(string urls, TextWriter output, CancellationToken cancellationToken)
    {
        using var worker = Worker(urls);
        // Idle is after a first small one: code, connections and pools are there.
        await worker.StoreAsync(100_000, cancellationToken);
        var idle = Peak();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => worker.StoreAsync(16 * MiB, cancellationToken)));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{idle} {Peak()}"));
        return 0;
    }

    private static async Task<double> MemoryAsync(string urls, TextWriter output, CancellationToken cancellationToken)
    {
        await using var child = ChildBench.Start("peak", urls);
        var peaks = (await child.ReadLineAsync(cancellationToken)).Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        await output.WriteLineAsync($"(a) ten media of 16 MiB at once: peak memory {peaks[0]:0} MiB idle, {peaks[1]:0} MiB at work, {peaks[1] - peaks[0]:0} MiB more");
        return peaks[1] - peaks[0];
    }

    private static async Task<double> ThroughputAsync(SampleWorker worker, BareCopy copy, TextWriter output, CancellationToken cancellationToken)
    {
        // The SDK's code is compiled anew while it gets warm, which takes its time.
        const int WarmUp = 12;
        const int Rounds = 15;
        const int Media = 40;
        var (handler, bare) = (new Samples(), new Samples());
        for (var round = 0; round < WarmUp + Rounds; round++)
        {
            if (round == WarmUp)
            {
                (handler, bare) = (new Samples(), new Samples());
            }

            await handler.MeasureAsync(() => TimesAsync(Media, () => worker.StoreAsync(MiB, cancellationToken)));
            await bare.MeasureAsync(() => TimesAsync(Media, () => copy.RunAsync(MiB, cancellationToken)));
        }

        var ratio = bare.Median / handler.Median;
        await output.WriteLineAsync($"(b) media of 1 MiB, ten at once, {Rounds} rounds of {Media}, in turn:");
        await output.WriteLineAsync($"      handler    {Media * 1000 / handler.Median,6:0} MiB/s median  ({Media * 1000 / handler.At(0.9):0} to {Media * 1000 / handler.At(0.1):0}, 10th to 90th percentile)");
        await output.WriteLineAsync($"      bare copy  {Media * 1000 / bare.Median,6:0} MiB/s median  ({Media * 1000 / bare.At(0.9):0} to {Media * 1000 / bare.At(0.1):0}), {ratio:0.00} x");
        return ratio;
    }

    private static async Task CpuAsync(SampleWorker worker, TextWriter output, CancellationToken cancellationToken)
    {
        const int Media = 1000;
        await TimesAsync(Media, () => worker.StoreAsync(100_000, cancellationToken));
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        await TimesAsync(Media, () => worker.StoreAsync(100_000, cancellationToken));
        process.Refresh();
        await output.WriteLineAsync($"(c) CPU time for a media of 100 kB: {(process.TotalProcessorTime - before).TotalMilliseconds / Media:0.00} ms");
    }

    private static SampleWorker Worker(string urls) => new(new Uri(urls.Split(' ')[0]), new Uri(urls.Split(' ')[1]));

    private static Task TimesAsync(int times, Func<Task> run) =>
        Parallel.ForEachAsync(Enumerable.Range(0, times), new ParallelOptions { MaxDegreeOfParallelism = 10 }, async (_, _) => await run());

    // The kernel's own high-water mark.
    private static double Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / (double)MiB;
    }
}
