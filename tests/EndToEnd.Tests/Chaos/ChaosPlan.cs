namespace MmsQueue.EndToEnd.Tests.Chaos;

/// <summary>The jobs of a run, and the messages that carry them, some of them twice; the same for the same seed.</summary>
internal sealed record ChaosPlan(IReadOnlyList<ChaosJob> Jobs, IReadOnlyList<string> Messages)
{
    private const int Count = 500;
    private const int FaultyForEver = 15;
    private const int Faulty = 50;
    private const int Twice = 25;

    private static readonly MediaFault[] ForEver = [MediaFault.NotFound, MediaFault.Unauthorized, MediaFault.Empty, MediaFault.TooLarge];

    private static readonly MediaFault[] ForAWhile =
        [MediaFault.NotFoundTwice, MediaFault.ErrorThreeTimes, MediaFault.TooManyRequestsOnce, MediaFault.TruncatedOnce, MediaFault.ResetOnce];

    public int Duplicates => Messages.Count - Jobs.Count;

    public static ChaosPlan Create(int seed, Uri origin, DateTimeOffset now)
    {
        var random = new Random(seed);
        var jobs = Enumerable.Range(0, Count).Select(i => ChaosJob.Create(i, FaultOf(i), seed, origin, now)).ToArray();
        random.Shuffle(jobs);
        var messages = jobs.Select(job => job.Body).ToList();
        foreach (var job in random.GetItems(jobs, Twice))
        {
            // Near enough to be in work at the same time, in the same batch or in that of another environment.
            messages.Insert(Math.Min(messages.Count, messages.IndexOf(job.Body) + random.Next(1, 20)), job.Body);
        }

        return new ChaosPlan(jobs, messages);
    }

    private static MediaFault FaultOf(int index) =>
        index < FaultyForEver ? ForEver[index % ForEver.Length]
        : index < Faulty ? ForAWhile[index % ForAWhile.Length]
        : MediaFault.None;
}
