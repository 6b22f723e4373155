using Amazon.Lambda.APIGatewayEvents;
using MmsQueue.Bench.Reports;
using MmsQueue.Bench.Servers;
using MmsQueue.Ingress;
using MmsQueue.Shared;

namespace MmsQueue.Bench.Ingress;

/// <summary>A webhook takes one parallel round trip. Compares its time to its slower call and to the tutorial's way.</summary>
internal static class IngressBench
{
    private const int AwsDelayMs = 20;
    private const int MediaDelayMs = 300;

    public static async Task<Report> RunAsync(bool tiny, CancellationToken cancellationToken)
    {
        var report = new Report(
            "ingress", $"one photo; {AwsDelayMs} ms added to each AWS call, {MediaDelayMs} ms to the media", Report.Measured);
        await using (var far = await RunningServers.StartAsync(AwsDelayMs, MediaDelayMs, cancellationToken))
        {
            using var ingress = new SampleIngress(far);
            await LatencyAsync(report, ingress, tiny, cancellationToken);
            await TutorialAsync(report, ingress, tiny, cancellationToken);
        }

        await using var near = await RunningServers.StartAsync(0, 0, cancellationToken);
        using var busy = new SampleIngress(near);
        await CpuAsync(report, busy, tiny, cancellationToken);
        await AllocationsAsync(report, tiny ? 10 : 1000, cancellationToken);
        return report;
    }

    private static async Task LatencyAsync(Report report, SampleIngress ingress, bool tiny, CancellationToken cancellationToken)
    {
        var (warmUp, rounds) = tiny ? (1, 2) : (30, 200);
        var measures = await Measure.InTurnAsync(
            warmUp,
            rounds,
            () => ingress.UserAsync(cancellationToken),
            () => ingress.EnqueueAsync(cancellationToken),
            () => ingress.WebhookAsync(cancellationToken));
        var (user, enqueue, webhook) = (measures[0].Time, measures[1].Time, measures[2].Time);
        var slower = user.Median > enqueue.Median ? user : enqueue;
        var ratio = Ratio.Of(webhook, slower);
        report.Notes.Add($"The webhook beside its calls: {rounds} rounds after {warmUp}, in turn.");
        report.Add("user write", user, "ms");
        report.Add("enqueue", enqueue, "ms");
        report.Add("webhook", webhook, "ms", (ratio, "the slower call"));
        if (!tiny)
        {
            report.Hold("webhook to its slower call", ratio.Median, 1.25);
        }
    }

    private static async Task TutorialAsync(Report report, SampleIngress ingress, bool tiny, CancellationToken cancellationToken)
    {
        var (warmUp, rounds) = tiny ? (0, 1) : (2, 20);
        var measures = await Measure.InTurnAsync(
            warmUp, rounds, () => ingress.WebhookAsync(cancellationToken), () => ingress.TutorialAsync(cancellationToken));
        var ratio = Ratio.Of(measures[1].Time, measures[0].Time);
        report.Notes.Add($"The tutorial's way beside the webhook: {rounds} rounds after {warmUp}, in turn.");
        report.Add("tutorial's webhook", measures[1].Time, "ms", (ratio, "webhook"));
        if (!tiny)
        {
            report.Hold("the tutorial's webhook to ours", ratio.Median, 10, isCeiling: false);
        }
    }

    private static async Task CpuAsync(Report report, SampleIngress ingress, bool tiny, CancellationToken cancellationToken)
    {
        var (warmUp, rounds, requests) = tiny ? (0, 1, 5) : (8, 15, 250);
        var measures = await Measure.InTurnAsync(
            warmUp,
            rounds,
            () => Measure.TimesAsync(requests, 4, () => ingress.WebhookAsync(cancellationToken)),
            () => Measure.TimesAsync(
                requests, 4, () => Task.WhenAll(ingress.UserAsync(cancellationToken), ingress.EnqueueAsync(cancellationToken))));
        var (webhook, calls) = (measures[0].Cpu, measures[1].Cpu);
        report.Notes.Add(
            $"CPU time: {rounds} rounds of {requests} after {warmUp}, in turn, without delays; "
            + $"{requests * 1000 / webhook.Median:0} webhooks a CPU second.");
        report.Add("CPU of the two calls alone", calls, "ms", format: "0.000", scale: requests);
        report.Add("CPU of a webhook", webhook, "ms", (Ratio.Of(webhook, calls), "the two calls alone"), "0.000", requests);
    }

    // Only our own allocations, without the SDK's and the request's.
    private static async Task AllocationsAsync(Report report, int webhooks, CancellationToken cancellationToken)
    {
        var handler = SampleWebhook.Handler(new NoUsers(), new NoQueue());
        APIGatewayHttpApiV2ProxyRequest[] requests = [.. Enumerable.Range(0, 2 * webhooks).Select(_ => SampleWebhook.Request())];
        var before = 0L;
        for (var i = 0; i < requests.Length; i++)
        {
            // The first half warms up.
            before = i == webhooks ? GC.GetTotalAllocatedBytes(precise: true) : before;
            await handler.HandleAsync(requests[i], cancellationToken);
        }

        var allocated = (GC.GetTotalAllocatedBytes(precise: true) - before) / webhooks / 1024.0;
        report.Add("allocated, without the SDK's share", Cell.Of(allocated), "", "", "KiB", "", "");
    }

    private sealed class NoUsers : IUserStore
    {
        public Task<bool> CountAsync(MmsQueue.Ingress.Webhook webhook, DateTimeOffset now, CancellationToken cancellationToken) =>
            Task.FromResult(true);
    }

    private sealed class NoQueue : IMediaQueue
    {
        public Task SendAsync(IReadOnlyList<MediaJob> jobs, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
