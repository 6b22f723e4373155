using System.Diagnostics;
using System.Globalization;
using MmsQueue.EndToEnd.Tests.Chaos;

namespace MmsQueue.EndToEnd.Tests;

/// <summary>500 jobs, one in ten with a faulty file and one in twenty sent twice, while workers are killed.</summary>
/// <remarks>CHAOS_SEED, an integer, selects another run.</remarks>
[Collection(typeof(Alone))]
[Trait("Category", "Chaos")]
public sealed class ChaosTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    [Fact]
    public async Task Every_job_is_stored_or_dead_lettered_with_its_reason_despite_faults_and_crashes()
    {
        var token = TestContext.Current.CancellationToken;
        var chosen = Environment.GetEnvironmentVariable("CHAOS_SEED");
        var seed = string.IsNullOrEmpty(chosen) ? 1 : int.Parse(chosen, CultureInfo.InvariantCulture);
        await using var server = await ChaosMediaServer.StartAsync(token);
        var plan = ChaosPlan.Create(seed, server.Origin, TimeProvider.System.GetUtcNow());
        server.Serve(plan.Jobs);
        await using var system = new ChaosSystem();
        await system.StartAsync(server.Origin, token);

        var clock = Stopwatch.StartNew();
        await system.Queues.SendAsync(plan.Messages, token);
        var killer = new Killer(system.ProcessId, server, seed);
        var left = await KillUntilSettledAsync(killer, system.Queues, token);
        clock.Stop();
        await system.EndLocalAsync();

        var outcome = await ChaosOutcome.ReadAsync(system, plan, token);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seed {seed}: {outcome.Summary}; {plan.Duplicates} messages sent twice; "
            + $"{killer.Kills} kills, {system.BrokenBatches} in the middle of a batch; {clock.Elapsed.TotalSeconds:0.0} s"));
        Assert.True(
            left == 0,
            string.Create(CultureInfo.InvariantCulture, $"{left} messages are on the media queue after {Patience}:\n{outcome.Faults}"));
        Assert.True(outcome.Faults is "", outcome.Faults);
        Assert.True(system.BrokenBatches > 0, "no environment was killed while it worked");
    }

    /// <summary>Returns the number of messages that are not settled in time.</summary>
    private static async Task<int> KillUntilSettledAsync(Killer killer, ChaosQueues queues, CancellationToken cancellationToken)
    {
        using var settled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        settled.CancelAfter(Patience);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var killing = killer.RunAsync(settled.Token);
        int left;
        while ((left = await queues.CountAsync(cancellationToken)) > 0 && !settled.IsCancellationRequested)
        {
            await look.WaitForNextTickAsync(cancellationToken);
        }

        await settled.CancelAsync();
        await killing;
        return left;
    }
}

/// <summary>Tests that need the machine to themselves.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class Alone;
