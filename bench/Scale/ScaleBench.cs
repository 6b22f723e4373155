using MmsQueue.Bench.Functions;
using MmsQueue.Bench.Pipeline;
using MmsQueue.Bench.Reports;

namespace MmsQueue.Bench.Scale;

/// <summary>How a burst fills the queue: a model of Lambda's poller with measured times, checked on the emulated pipeline.</summary>
internal static class ScaleBench
{
    private const int Batch = 10;
    private const int Memory = 512;
    private static readonly double[] Bursts = [10, 100, 1000, 10_000];

    public static async Task<Report> RunAsync(WarmTimes times, bool tiny, CancellationToken cancellationToken)
    {
        var report = new Report(
            "scale",
            "bursts of ten minutes: the backlog and the time to the link that the model expects",
            "peak backlog", "link, median", "link, p99", "unit", "drained after", "batches at once", "wall");
        var model = new QueueModel(Batch, times.Ten.At(Memory) / 1000);
        var webhook = times.Webhook.At(Memory) / 1000;
        foreach (var burst in Bursts)
        {
            var forecast = model.Run(burst, webhook, PollerScaling.Default);
            Add(report, burst, PollerScaling.Default, forecast);
            report.Curves.Add(($"{burst:#,0}/s", forecast.Backlog));
        }

        (double, PollerScaling)[] others =
        [
            (100, PollerScaling.Capped), (1000, PollerScaling.Capped), (1000, PollerScaling.Provisioned),
            (1000, PollerScaling.Ready), (10_000, PollerScaling.Ready),
        ];
        foreach (var (burst, poller) in others)
        {
            Add(report, burst, poller, model.Run(burst, webhook, poller));
        }

        AddNotes(report, times, model);
        await CheckAsync(report, Batch * 1000 / times.Ten.Milliseconds, tiny, cancellationToken);
        return report;
    }

    private static void Add(Report report, double burst, PollerScaling poller, QueueForecast forecast) => report.Add(
        $"{burst:#,0}/s, {poller.Name}",
        Cell.Of(forecast.PeakBacklog, "#,0"),
        Cell.Of(forecast.TimeToLink(0.5), "#,0.0"),
        Cell.Of(forecast.TimeToLink(0.99), "#,0.0"),
        "s",
        Cell.Of(forecast.Drained, "#,0"),
        Cell.Of(forecast.Concurrency, "#,0.#"),
        forecast.Wall);

    private static void AddNotes(Report report, WarmTimes times, QueueModel model)
    {
        report.Notes.AddRange(
            $"Measured: a batch of ten takes {times.Ten.Milliseconds:0} ms, {times.Ten.CpuMilliseconds:0.0} ms of it CPU: "
                + $"{model.BatchSeconds * 1000:0} ms at {Memory} MB; "
                + $"{Batch / model.BatchSeconds:0} messages a second for each environment.",
            "Documented: the poller starts with 5 batches at once and adds 300 a minute, to 1,250; "
                + "provisioned 1,000 a minute, from at least two pollers of ten batches each;",
            "  S3 takes 3,500 PUT a second and partition; "
                + "an account runs 1,000 functions at once until more are asked for, the webhook's among them.",
            "Assumed: batches are full while messages wait; S3 does not split the partition within the burst; "
                + "Twilio serves as many downloads at once as there are jobs in work",
            "  (ten for each batch): it publishes no limit, answers 429 beyond its own, and the worker then comes back after Retry-After.");
    }

    // The model assumes that waiting for media files dominates, so the machine's number of CPUs does not matter.
    private static async Task CheckAsync(Report report, double expected, bool tiny, CancellationToken cancellationToken)
    {
        var (warmUp, perEnvironment) = tiny ? (1, 20) : (20, 400);
        await using var rig = await PipelineRig.StartAsync(WarmTimes.MediaDelayMs, cancellationToken);
        foreach (var count in tiny ? [1] : (int[])[1, 2, 4])
        {
            await using var pool = await rig.StartWorkersAsync(count, warmUp);
            var jobs = count * perEnvironment;
            await rig.FillAsync(jobs, cancellationToken);
            var marks = await rig.DrainAsync(pool, jobs, [jobs * 9 / 10, jobs / 10], cancellationToken);
            var rate = marks[0].RateTo(marks[1]);
            var share = rate / (count * expected);
            var environments = $"{count} environment{(count == 1 ? "" : "s")}";
            report.Notes.Add(
                $"Check: {environments} on the emulated queue, media {WarmTimes.MediaDelayMs} ms away: {rate:0.0} messages a second "
                + $"where the model expects {count * expected:0.0}, {share:0.00} of it.");
            if (!tiny)
            {
                report.Hold($"{environments} to the model", share, 0.85, isCeiling: false);
            }
        }
    }
}
