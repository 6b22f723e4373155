namespace MmsQueue.EndToEnd.Tests.Chaos;

/// <summary>The jobs of a run and their messages, some of them sent twice; a seed always gives the same plan.</summary>
internal sealed record ChaosPlan(IReadOnlyList<ChaosJob> Jobs, IReadOnlyList<string> Messages)
{
    private const int Count = 500;
    private const int PermanentlyFaulty = 15;
    private const int Faulty = 50;
    private const int Twice = 25;

    private static readonly MediaFault[] Permanent = [MediaFault.NotFound, MediaFault.Unauthorized, MediaFault.Empty, MediaFault.TooLarge];

    private static readonly MediaFault[] Temporary =
    [
        MediaFault.NotFoundTwice, MediaFault.ErrorThreeTimes, MediaFault.TooManyRequestsOnce,
        MediaFault.TruncatedOnce, MediaFault.ResetOnce,
    ];

    public int Duplicates => Messages.Count - Jobs.Count;

    public static ChaosPlan Create(int seed, Uri origin, DateTimeOffset now)
    {
        var random = new Random(seed);
        var jobs = Enumerable.Range(0, Count).Select(i => ChaosJob.Create(i, FaultOf(i), seed, origin, now)).ToArray();
        random.Shuffle(jobs);
        var messages = jobs.Select(job => job.Body).ToList();
        foreach (var job in random.GetItems(jobs, Twice))
        {
            // Close enough to be processed at the same time, in the same batch or in another environment's.
            messages.Insert(Math.Min(messages.Count, messages.IndexOf(job.Body) + random.Next(1, 20)), job.Body);
        }

        return new ChaosPlan(jobs, messages);
    }

    private static MediaFault FaultOf(int index) =>
        index < PermanentlyFaulty ? Permanent[index % Permanent.Length]
        : index < Faulty ? Temporary[index % Temporary.Length]
        : MediaFault.None;
}
