using MmsQueue.Bench.Cold;
using MmsQueue.Bench.Functions;
using MmsQueue.Bench.Reports;

namespace MmsQueue.Bench.Cost;

/// <summary>What a million messages cost at list price, compared to the tutorial's design and to the unavoidable requests.</summary>
internal static class CostBench
{
    private const int Memory = 512;

    public static Report Of(WarmTimes times, Report? cold)
    {
        var report = new Report(
            "cost",
            $"dollars for a million one-photo messages, us-east-1 at list price of {Prices.Day}",
            "Lambda", "init", "HTTP API", "SQS", "DynamoDB", "S3 PUT", "total", "to the floor");
        var flavour = cold?[$"ingress, {Flavour.ReadyToRun.Name}", "median"] is null ? Flavour.Jit : Flavour.ReadyToRun;
        var model = Model(times, cold, flavour);
        Add("floor: requests only", CostModel.Floor);
        foreach (var batch in new[] { 10, 5, 2, 1 })
        {
            Add($"ours, {flavour.Name}, {Memory} MB, batches of {batch}", model.Ours(Memory, batch));
        }

        foreach (var memory in new[] { 256, 1024, 1769 })
        {
            Add($"ours, {flavour.Name}, {memory} MB, batches of 10", model.Ours(memory, 10));
        }

        if (cold?[$"ingress, {Flavour.NativeAot.Name}", "median"] is not null)
        {
            Add($"ours, {Flavour.NativeAot.Name}, {Memory} MB, batches of 10", Model(times, cold, Flavour.NativeAot).Ours(Memory, 10));
        }

        Add($"tutorial, {flavour.Name}, {Memory} MB", model.Tutorial(Memory));
        AddNotes(report, times);
        return report;

        void Add(string name, Bill cost) => report.Add(
            name,
            [
                .. new[] { cost.Lambda, cost.Init, cost.HttpApi, cost.Sqs, cost.DynamoDb, cost.S3, cost.Total }
                    .Select(dollars => Cell.Of(dollars, "0.00")),
                Cell.Of(cost.Total / CostModel.Floor.Total, "0.00"),
            ]);
    }

    // What a start adds to a warm answer; measured on the build's own program if no other was published.
    private static CostModel Model(WarmTimes times, Report? cold, Flavour flavour) => new(
        times,
        cold?[$"ingress, {flavour.Name}", "median"] ?? times.IngressInit,
        cold?[$"worker, {flavour.Name}", "median"] ?? times.WorkerInit);

    private static void AddNotes(Report report, WarmTimes times)
    {
        report.Notes.Add(
            $"Measured, warm, with {WarmTimes.AwsDelayMs} ms to AWS "
            + $"and {WarmTimes.MediaDelayMs} ms to a photo of {WarmTimes.MediaBytes / 1000} kB:");
        report.Notes.Add($"  webhook {Text(times.Webhook)}; batch of one {Text(times.One)}; batch of ten {Text(times.Ten)}.");
        report.Notes.Add(
            $"Assumed: {CostModel.ColdShare:0 %} of the invocations start an environment, whose whole first answer is billed besides; "
            + "a CPU as fast as this one at 1,769 MB,");
        report.Notes.Add(
            "  and a share of it below; x86. "
            + "Left out, since they are alike in all designs or by the month: logs, transfer, storage, CloudFront.");
        report.Notes.Add(
            $"An idle queue is polled as well: five pollers at 20 s make 648,000 empty receives, ${0.648 * Prices.Sqs:0.00} a month.");
    }

    private static string Text(Invocations times) => $"{times.Milliseconds:0.0} ms, {times.CpuMilliseconds:0.0} of it CPU";
}
