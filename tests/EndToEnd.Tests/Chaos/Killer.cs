namespace MmsQueue.EndToEnd.Tests.Chaos;

/// <summary>Kills one of a system's workers, as chance has it, each time that they have asked for some more media.</summary>
/// <remarks>Paced by their work, not by the clock: on a slow machine they would be killed faster than they start.</remarks>
internal sealed class Killer(int system, ChaosMediaServer server, int seed)
{
    private const int RequestsBetween = 50;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly Random _random = new(seed);

    public int Kills { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Look);
        var next = RequestsBetween;
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (server.Requests >= next)
                {
                    KillOne();
                    next = server.Requests + RequestsBetween;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The work is done.
        }
    }

    private void KillOne()
    {
        var workers = ProcessTree.Below(system, "MmsQueue.Worker");
        if (workers.Count > 0)
        {
            workers[_random.Next(workers.Count)].Kill();
            Kills++;
        }

        workers.ForEach(process => process.Dispose());
    }
}
