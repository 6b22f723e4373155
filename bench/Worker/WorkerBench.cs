using MmsQueue.Bench.Functions;
using MmsQueue.Bench.Reports;
using MmsQueue.Bench.Servers;

namespace MmsQueue.Bench.Worker;

/// <summary>The worker streams: throughput compared to bare copies, memory by media size, a batch compared to one job.</summary>
internal static class WorkerBench
{
    private const int MiB = 1024 * 1024;
    private const int MediaDelayMs = 300;

    public static async Task<Report> RunAsync(bool tiny, CancellationToken cancellationToken)
    {
        var report = new Report("worker", "between servers in another process that keep nothing; S3 over TLS, as it is", Report.Measured);
        await using (var near = await RunningServers.StartAsync(0, 0, cancellationToken))
        {
            await ThroughputAsync(report, near, tiny, cancellationToken);
            await CpuAsync(report, near, tiny, cancellationToken);
            await MemoryAsync(report, near, tiny, cancellationToken);
        }

        await using var far = await RunningServers.StartAsync(0, MediaDelayMs, cancellationToken);
        await BatchAsync(report, far, tiny);
        return report;
    }

    private static async Task ThroughputAsync(Report report, RunningServers servers, bool tiny, CancellationToken cancellationToken)
    {
        // The long warm-up lets the JIT recompile the SDK's hot code.
        var (warmUp, rounds, media) = tiny ? (0, 1, 2) : (12, 25, 40);
        using var worker = new SampleWorker(servers.Plain, servers.Tls);
        using var copy = new BareCopy(servers.Plain, servers.Tls);
        var measures = await Measure.InTurnAsync(
            warmUp,
            rounds,
            () => Measure.TimesAsync(media, 10, () => worker.StoreAsync(MiB, cancellationToken)),
            () => Measure.TimesAsync(media, 10, () => copy.HttpAsync(MiB, cancellationToken)),
            () => Measure.TimesAsync(media, 10, () => copy.SdkAsync(MiB, cancellationToken)));
        var (handler, bare, sdk) = (PerSecond(measures[0], media), PerSecond(measures[1], media), PerSecond(measures[2], media));
        report.Notes.Add($"Throughput: media of 1 MiB, ten at once, {rounds} rounds of {media} after {warmUp}, in turn.");
        report.Add("GET copied into a PUT", bare, "MiB/s", format: "0");
        report.Add("GET copied into the SDK's PutObject, SHA-256", sdk, "MiB/s", (Ratio.Of(sdk, bare), "bare copy"), "0");
        report.Add("handler", handler, "MiB/s", (Ratio.Of(handler, bare), "bare copy"), "0");
        report.Add("handler beside the SDK", handler, "MiB/s", (Ratio.Of(handler, sdk), "SDK's copy"), "0");
        if (!tiny)
        {
            report.Hold("handler to the bare copy", Ratio.Of(handler, bare).Median, 0.7, isCeiling: false);
        }
    }

    private static async Task CpuAsync(Report report, RunningServers servers, bool tiny, CancellationToken cancellationToken)
    {
        var (warmUp, rounds, media) = tiny ? (0, 1, 2) : (4, 15, 200);
        using var worker = new SampleWorker(servers.Plain, servers.Tls);
        using var copy = new BareCopy(servers.Plain, servers.Tls);
        var measures = await Measure.InTurnAsync(
            warmUp,
            rounds,
            () => Measure.TimesAsync(media, 10, () => worker.StoreAsync(100_000, cancellationToken)),
            () => Measure.TimesAsync(media, 10, () => copy.SdkAsync(100_000, cancellationToken)));
        var (handler, sdk) = (measures[0].Cpu, measures[1].Cpu);
        report.Notes.Add($"CPU time: media of 100 kB, {rounds} rounds of {media} after {warmUp}, in turn.");
        report.Add("CPU for 100 kB, SDK's copy", sdk, "ms", format: "0.00", scale: media);
        report.Add("CPU for 100 kB, handler", handler, "ms", (Ratio.Of(handler, sdk), "SDK's copy"), "0.00", media);
    }

    private static async Task MemoryAsync(Report report, RunningServers servers, bool tiny, CancellationToken cancellationToken)
    {
        int[] sizes = tiny ? [1] : [1, 5, 16];
        Samples[] peaks = [.. sizes.Select(_ => new Samples())];
        for (var round = 0; round < (tiny ? 1 : 3); round++)
        {
            for (var i = 0; i < sizes.Length; i++)
            {
                peaks[i].Add(await PeakMemory.MeasureAsync(servers, sizes[i] * MiB, cancellationToken));
            }
        }

        for (var i = 0; i < sizes.Length; i++)
        {
            report.Add($"memory for ten media of {sizes[i]} MiB", peaks[i], "MiB more than idle", format: "0");
        }

        if (!tiny)
        {
            report.Hold("memory for ten media of 16 MiB, in MiB", peaks[^1].Median, 48);
        }
    }

    // The whole function as a process, invoked as Lambda invokes it.
    private static async Task BatchAsync(Report report, RunningServers servers, bool tiny)
    {
        var (warmUp, rounds) = tiny ? (0, 1) : (3, 15);
        await using var host = await FunctionHost.StartAsync();
        await using var function = host.Start(BenchFunctions.Worker(BuiltFunctions.Worker, servers));
        var measures = await Measure.InTurnAsync(
            warmUp,
            rounds,
            () => function.InvokeAsync(Events.Batch(servers.Tls, 1, 100_000)),
            () => function.InvokeAsync(Events.Batch(servers.Tls, 10, 100_000)));
        var ratio = Ratio.Of(measures[1].Time, measures[0].Time);
        report.Notes.Add($"Batches: the worker's process, {MediaDelayMs} ms added to each media, {rounds} rounds after {warmUp}, in turn.");
        report.Add("batch of one", measures[0].Time, "ms");
        report.Add("batch of ten", measures[1].Time, "ms", (ratio, "batch of one"));
        if (!tiny)
        {
            report.Hold("batch of ten to a batch of one", ratio.Median, 1.3);
        }
    }

    private static Samples PerSecond(Measure measure, int media)
    {
        var samples = new Samples();
        measure.Time.Values.ToList().ForEach(milliseconds => samples.Add(media * 1000 / milliseconds));
        return samples;
    }
}
