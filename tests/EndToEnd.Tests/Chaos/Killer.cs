namespace MmsQueue.EndToEnd.Tests.Chaos;

/// <summary>Kills a random worker of a system each time the workers have made a certain number of requests.</summary>
/// <remarks>Paced by work and not by time: a slow machine would otherwise kill workers faster than they start.</remarks>
internal sealed class Killer(int system, ChaosMediaServer server, int seed)
{
    private const int RequestsBetween = 50;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly Random _random = new(seed);

    public int Kills { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval);
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
