using MmsQueue.Bench.Cold;
using MmsQueue.Bench.Reports;
using MmsQueue.Bench.Servers;

namespace MmsQueue.Bench.Functions;

/// <summary>How long an invocation takes in a warm environment, from event to answer, and how much of it is CPU time.</summary>
internal sealed record Invocations(double Milliseconds, double CpuMilliseconds)
{
    /// <summary>The time with this much memory. CPU power grows with it up to a whole CPU at 1,769 MB; waiting does not change.</summary>
    public double At(int memory) => Milliseconds + (CpuMilliseconds * (Math.Max(1, 1769.0 / memory) - 1));

    /// <summary>Interpolates linearly between two batch sizes.</summary>
    public Invocations Towards(Invocations other, double share) => new(
        double.Lerp(Milliseconds, other.Milliseconds, share), double.Lerp(CpuMilliseconds, other.CpuMilliseconds, share));
}

/// <summary>The times of both functions' processes, with servers as far away as AWS and Twilio.</summary>
internal sealed record WarmTimes(Invocations Webhook, Invocations One, Invocations Ten, double IngressInit, double WorkerInit)
{
    public const int AwsDelayMs = 20;
    public const int MediaDelayMs = 300;
    public const int MediaBytes = 500_000;

    public static async Task<WarmTimes> MeasureAsync(bool tiny, CancellationToken cancellationToken)
    {
        var (warmUp, rounds) = tiny ? (1, 2) : (100, 100);
        await using var servers = await RunningServers.StartAsync(AwsDelayMs, MediaDelayMs, cancellationToken);
        await using var host = await FunctionHost.StartAsync();
        var ingress = new ColdSide("ingress", BenchFunctions.Ingress(BuiltFunctions.Ingress, servers), Events.Webhook);
        var worker = new ColdSide("worker", BenchFunctions.Worker(BuiltFunctions.Worker, servers), One);
        for (var round = 0; round < (tiny ? 1 : 5); round++)
        {
            await ingress.RunAsync(host, counts: true);
            await worker.RunAsync(host, counts: true);
        }

        await using var webhooks = host.Start(BenchFunctions.Ingress(BuiltFunctions.Ingress, servers));
        await using var batches = host.Start(BenchFunctions.Worker(BuiltFunctions.Worker, servers));
        var webhook = await OfAsync(webhooks, Events.Webhook, 4 * warmUp, rounds);
        var ten = await OfAsync(batches, () => Events.Batch(servers.Tls, 10, MediaBytes), warmUp / 2, rounds / 2);
        var one = await OfAsync(batches, One, warmUp: 1, rounds / 2);
        return new WarmTimes(webhook, one, ten, ingress.Answer.Median - webhook.Milliseconds, worker.Answer.Median - one.Milliseconds);

        ReadOnlyMemory<byte> One() => Events.Batch(servers.Tls, 1, MediaBytes);
    }

    // A process's CPU time is reported in steps of 10 ms, so it is measured over all rounds together.
    private static async Task<Invocations> OfAsync(RunningFunction function, Func<ReadOnlyMemory<byte>> theEvent, int warmUp, int rounds)
    {
        await Measure.InTurnAsync(0, warmUp, () => function.InvokeAsync(theEvent()));
        var before = function.Cpu;
        var measures = await Measure.InTurnAsync(0, rounds, () => function.InvokeAsync(theEvent()));
        return new Invocations(measures[0].Time.Median, (function.Cpu - before).TotalMilliseconds / rounds);
    }
}
