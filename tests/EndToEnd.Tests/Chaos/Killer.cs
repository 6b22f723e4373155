namespace MmsQueue.EndToEnd.Tests.Chaos;

/// <summary>Kills one of a system's workers every two seconds, as chance has it.</summary>
internal sealed class Killer(int system, int seed)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Random _random = new(seed);

    public int Kills { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Pause);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                KillOne();
            }
        }
        catch (OperationCanceledException)
        {
            // The work is done.
        }
    }

    private void KillOne()
    {
        var processes = ProcessTree.Below(system);
        var workers = processes.FindAll(process => process.ProcessName == "MmsQueue.Worker");
        if (workers.Count > 0)
        {
            workers[_random.Next(workers.Count)].Kill();
            Kills++;
        }

        processes.ForEach(process => process.Dispose());
    }
}
