using MmsQueue.Bench.Reports;

namespace MmsQueue.Bench.Pipeline;

/// <summary>How fast the queue drains and how much CPU time a message takes, by queue depth and number of environments.</summary>
internal static class PipelineBench
{
    private const int Environments = 2;

    public static async Task<Report> RunAsync(bool tiny, CancellationToken cancellationToken)
    {
        var report = new Report(
            "pipeline", "media of 16 KiB through the emulated SQS and S3; CPU is the worker processes' own", Report.Measured);
        await using var rig = await PipelineRig.StartAsync(mediaDelayMs: 0, cancellationToken);
        await DepthAsync(report, rig, tiny, cancellationToken);
        await EnvironmentsAsync(report, rig, tiny, cancellationToken);
        return report;
    }

    private static async Task DepthAsync(Report report, PipelineRig rig, bool tiny, CancellationToken cancellationToken)
    {
        var (rounds, jobs, depths) = tiny
            ? (1, 60, ((int Depth, int Width)[])[(40, 20)])
            : (3, 22_000, [(20_000, 2_000), (5_000, 2_000), (1_000, 1_000)]);
        (Samples Rate, Samples Cpu)[] seen = [.. depths.Select(_ => (new Samples(), new Samples()))];
        await using var pool = await rig.StartWorkersAsync(Environments, tiny ? 1 : 100);
        for (var round = 0; round < rounds; round++)
        {
            await rig.FillAsync(jobs, cancellationToken);
            int[] bounds = [.. depths.SelectMany(d => new[] { d.Depth + (d.Width / 2), d.Depth - (d.Width / 2) })];
            var marks = await rig.DrainAsync(pool, jobs, bounds, cancellationToken);
            for (var i = 0; i < depths.Length; i++)
            {
                seen[i].Rate.Add(marks[2 * i].RateTo(marks[(2 * i) + 1]));
                seen[i].Cpu.Add(marks[2 * i].CpuTo(marks[(2 * i) + 1]));
            }
        }

        report.Notes.Add(
            $"Depth: {rounds} drains of {jobs:#,0} with {Environments} warm environments; each depth is a part of every drain.");
        Add(report, "rate", "messages/s", "0", [.. seen.Select(pair => pair.Rate)], depths, tiny);
        Add(report, "CPU", "ms a message", "0.00", [.. seen.Select(pair => pair.Cpu)], depths, tiny);
    }

    private static void Add(
        Report report, string what, string unit, string format, Samples[] seen, (int Depth, int Width)[] depths, bool tiny)
    {
        for (var i = depths.Length - 1; i >= 0; i--)
        {
            var ratio = Ratio.Of(seen[i], seen[^1]);
            report.Add(Row(what, depths[i].Depth), seen[i], unit, i == depths.Length - 1 ? null : (ratio, "the shallowest"), format);
            if (!tiny && i < depths.Length - 1)
            {
                // Neither more nor less than flat.
                var factor = Math.Max(ratio.Median, 1 / ratio.Median);
                report.Hold($"{Row(what, depths[i].Depth)} to that at {depths[^1].Depth:#,0}, as a factor", factor, 1.15);
            }
        }
    }

    private static string Row(string what, int depth) => $"{what} at {depth:#,0} queued";

    private static async Task EnvironmentsAsync(Report report, PipelineRig rig, bool tiny, CancellationToken cancellationToken)
    {
        var (rounds, jobs) = tiny ? (1, 40) : (3, 1_500);
        int[] counts = tiny ? [1] : [1, 2, 4];
        (Samples Rate, Samples Cpu)[] seen = [.. counts.Select(_ => (new Samples(), new Samples()))];
        WorkerPool[] pools = await Task.WhenAll(counts.Select(count => rig.StartWorkersAsync(count, tiny ? 1 : 50)));
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < counts.Length; i++)
            {
                await rig.FillAsync(jobs, cancellationToken);
                var marks = await rig.DrainAsync(pools[i], jobs, [jobs * 9 / 10, jobs / 10], cancellationToken);
                seen[i].Rate.Add(marks[0].RateTo(marks[1]));
                seen[i].Cpu.Add(marks[0].CpuTo(marks[1]));
            }
        }

        report.Notes.Add($"Environments: {rounds} drains of {jobs:#,0} each, in turn.");
        for (var i = 0; i < counts.Length; i++)
        {
            var name = $"with {counts[i]} environment{(counts[i] == 1 ? "" : "s")}";
            report.Add($"rate {name}", seen[i].Rate, "messages/s", i == 0 ? null : (Ratio.Of(seen[i].Rate, seen[0].Rate), "one"), "0");
            report.Add($"CPU {name}", seen[i].Cpu, "ms a message", i == 0 ? null : (Ratio.Of(seen[i].Cpu, seen[0].Cpu), "one"), "0.00");
            await pools[i].DisposeAsync();
        }
    }
}
