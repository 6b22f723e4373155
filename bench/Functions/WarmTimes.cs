
namespace MmsQueue.Bench;

/// <summary>What an invocation takes in a warm environment: from the event to the answer, and of that the CPU's time.</summary>
internal sealed record Invocations(double Milliseconds, double CpuMilliseconds)
{
    /// <summary>The time with so much memory: the share of a CPU grows with it, up to a whole one at 1,769 MB; waiting takes as long with any.</summary>
    public double At(int memory) => Milliseconds + (CpuMilliseconds * (Math.Max(1, 1769.0 / memory) - 1));

    /// <summary>What lies between two batches, in equal steps.</summary>
    public Invocations Towards(Invocations other, double share) =>
        new(Milliseconds + ((other.Milliseconds - Milliseconds) * share), CpuMilliseconds + ((other.CpuMilliseconds - CpuMilliseconds) * share));
}

/// <summary>The times of both functions' processes, between servers that are as far away as AWS and Twilio are.</summary>
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
        var worker = new ColdSide("worker", BenchFunctions.Worker(BuiltFunctions.Worker, servers), () => Events.Batch(servers.Tls, 1, MediaBytes));
        for (var round = 0; round < (tiny ? 1 : 5); round++)
        {
            await ingress.RunAsync(host, counts: true);
            await worker.RunAsync(host, counts: true);
        }

        await using var webhooks = host.Start(BenchFunctions.Ingress(BuiltFunctions.Ingress, servers));
        await using var batches = host.Start(BenchFunctions.Worker(BuiltFunctions.Worker, servers));
        var webhook = await OfAsync(webhooks, Events.Webhook, 4 * warmUp, rounds);
        var ten = await OfAsync(batches, () => Events.Batch(servers.Tls, 10, MediaBytes), warmUp / 2, rounds / 2);
        var one = await OfAsync(batches, () => Events.Batch(servers.Tls, 1, MediaBytes), warmUp: 1, rounds / 2);
        return new WarmTimes(webhook, one, ten, ingress.Answer.Median - webhook.Milliseconds, worker.Answer.Median - one.Milliseconds);
    }

    // The CPU time of a process is told in steps of 10 ms: over all rounds together.
    private static async Task<Invocations> OfAsync(RunningFunction function, Func<ReadOnlyMemory<byte>> theEvent, int warmUp, int rounds)
    {
        await Measure.InTurnAsync(0, warmUp, () => function.InvokeAsync(theEvent()));
        var before = function.Cpu;
        var measures = await Measure.InTurnAsync(0, rounds, () => function.InvokeAsync(theEvent()));
        return new Invocations(measures[0].Time.Median, (function.Cpu - before).TotalMilliseconds / rounds);
    }
}
