using MmsQueue.Bench.Functions;
using MmsQueue.Bench.Reports;
using MmsQueue.Bench.Servers;

namespace MmsQueue.Bench.Cold;

/// <summary>A cold start: from the process's start to the first answer, with real calls over TLS to servers on loopback.</summary>
internal static class ColdBench
{
    private const int Media = 100_000;
    private static readonly Flavour[] Flavours = [Flavour.Jit, Flavour.ReadyToRun, Flavour.Composite, Flavour.NativeAot];

    public static async Task<Report> RunAsync(bool tiny, CancellationToken cancellationToken)
    {
        var (warmUp, rounds) = tiny ? (0, 1) : (2, 15);
        var report = new Report(
            "cold",
            $"milliseconds from process start to the first answer, {rounds} rounds after {warmUp}, in turn",
            [.. Report.Measured, "to the floor", "init", "CPU"]);
        using var publisher = new Publisher();
        await using var servers = await RunningServers.StartAsync(0, 0, cancellationToken);
        await using var host = await FunctionHost.StartAsync();
        var sides = tiny ? Built(servers) : await PublishedAsync(publisher, servers, report.Notes.Add, cancellationToken);
        for (var round = -warmUp; round < rounds; round++)
        {
            foreach (var side in sides)
            {
                await side.RunAsync(host, counts: round >= 0);
            }
        }

        AddRows(report, sides, isHeld: !tiny);
        return report;
    }

    // The build's own output: JIT.
    private static List<ColdSide> Built(RunningServers servers) =>
        [Ingress(Flavour.Jit, BuiltFunctions.Ingress, servers), Worker(Flavour.Jit, BuiltFunctions.Worker, servers)];

    private static async Task<List<ColdSide>> PublishedAsync(
        Publisher publisher, RunningServers servers, Action<string> tell, CancellationToken cancellationToken)
    {
        var sides = new List<ColdSide>();
        if (await publisher.PublishAsync("bench/EmptyFunction", Flavour.NativeAot, tell, cancellationToken) is { } empty)
        {
            var program = BenchFunctions.Of("empty", empty, "EmptyFunction", servers);
            sides.Add(new ColdSide("empty, Native AOT", program, static () => "{}"u8.ToArray()));
        }

        foreach (var flavour in Flavours)
        {
            if (await publisher.PublishAsync("src/Ingress", flavour, tell, cancellationToken) is { } ingress)
            {
                sides.Add(Ingress(flavour, ingress, servers));
                AddWithoutTls(sides, flavour, ingress, servers);
            }

            if (await publisher.PublishAsync("src/Worker", flavour, tell, cancellationToken) is { } worker)
            {
                sides.Add(Worker(flavour, worker, servers));
            }
        }

        return sides;
    }

    // TLS's share: reading the system's roots, all of which .NET reads before it trusts the first server, and the rest.
    private static void AddWithoutTls(List<ColdSide> sides, Flavour flavour, string folder, RunningServers servers)
    {
        if (flavour == Flavour.ReadyToRun || flavour == Flavour.NativeAot)
        {
            var program = BenchFunctions.Ingress(folder, servers);
            sides.Add(new ColdSide($"ingress, {flavour.Name}, one root", BenchFunctions.FewRoots(program, servers), Events.Webhook));
            sides.Add(new ColdSide($"ingress, {flavour.Name}, no TLS", BenchFunctions.Plain(program, servers), Events.Webhook));
        }
    }

    private static ColdSide Ingress(Flavour flavour, string folder, RunningServers servers) =>
        new($"ingress, {flavour.Name}", BenchFunctions.Ingress(folder, servers), Events.Webhook);

    private static ColdSide Worker(Flavour flavour, string folder, RunningServers servers) =>
        new($"worker, {flavour.Name}", BenchFunctions.Worker(folder, servers), () => Events.Batch(servers.Tls, 1, Media));

    private static void AddRows(Report report, List<ColdSide> sides, bool isHeld)
    {
        var floor = sides.Find(side => side.Name == "empty, Native AOT");
        foreach (var side in sides)
        {
            var jit = sides.Find(other => other.Name == $"{side.Name.Split(',')[0]}, {Flavour.Jit.Name}");
            Ratio? toJit = jit is null || jit == side ? null : Ratio.Of(side.Answer, jit.Answer);
            Ratio? toFloor = floor is null || floor == side ? null : Ratio.Of(side.Answer, floor.Answer);
            report.Add(
                side.Name,
                Cell.Of(side.Answer.Median), Cell.Of(side.Answer.At(0.1)), Cell.Of(side.Answer.At(0.9)), "ms",
                toJit is { } ratio ? Cell.Of(ratio) : "", toJit is null ? "" : "its JIT", toFloor is { } times ? Cell.Of(times) : "",
                Cell.Of(side.Init.Median), Cell.Of(side.Cpu.Values.Average()));
            if (isHeld)
            {
                Hold(report, side.Name, toJit?.Median ?? double.NaN, toFloor?.Median ?? double.NaN);
            }
        }
    }

    private static void Hold(Report report, string name, double toJit, double toFloor)
    {
        if (name.EndsWith(Flavour.Composite.Name, StringComparison.Ordinal))
        {
            report.Hold($"{name} to its JIT", toJit, 0.6);
        }
        else if (name == $"ingress, {Flavour.NativeAot.Name}")
        {
            report.Hold($"{name} to its JIT", toJit, 0.1);
        }
        else if (name == $"ingress, {Flavour.NativeAot.Name}, no TLS")
        {
            // The empty program does not use TLS either.
            report.Hold($"{name} to the empty program", toFloor, 2.5);
        }
    }
}
