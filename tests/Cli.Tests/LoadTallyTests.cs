using MmsQueue.Cli.Load;

namespace MmsQueue.Cli.Tests;

/// <summary>What is made of how each job ended.</summary>
public sealed class LoadTallyTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly FaultShare NotFound = FaultShare.ParseAll("404=1%")[0];

    [Fact]
    public void Each_job_is_counted_once_by_how_it_ended()
    {
        var result = Tally(
            Job(1), // well
            Job(2, NotFound, stored: false, letters: "not-found"), // well
            Job(3, stored: false), // lost
            Job(4, NotFound, stored: false, letters: "unauthorized"), // another reason
            Job(5, stored: false, letters: "not-found"), // was to be stored
            Job(6, NotFound), // was to be a dead letter
            Job(7, fault: "its SHA-256 is another"));

        Assert.Equal((7, 1, 1, 1, 4), (result.Sent, result.Stored, result.DeadLettered, result.Lost, result.Wrong));
        Assert.False(result.IsGood);
        Assert.Equal(5, result.Problems.Count);
        Assert.EndsWith("wrong: to be not-found, but dead letter unauthorized", result.Problems[1], StringComparison.Ordinal);
        Assert.EndsWith("wrong: to be stored, but dead letter not-found", result.Problems[2], StringComparison.Ordinal);
        Assert.EndsWith("wrong: its SHA-256 is another", result.Problems[4], StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_that_ended_twice_is_a_duplicate()
    {
        var result = Tally(Job(1, NotFound, stored: false, letters: ["not-found", "not-found"]), Job(2, letters: "exhausted"));

        Assert.Equal((1, 1, 2), (result.DeadLettered, result.Wrong, result.Duplicates));
    }

    [Fact]
    public void While_the_queue_is_not_empty_nothing_is_lost_yet()
    {
        var result = LoadTally.Of("run", "queue", [Job(1, stored: false)], Seen(isDrained: false));

        Assert.Equal((0, 1, false), (result.Lost, result.Unfinished, result.IsGood));
    }

    [Fact]
    public void A_job_that_was_not_sent_is_not_good()
    {
        var job = Job(1);
        job.SentAt = null;

        Assert.False(Tally(job, Job(2)).IsGood);
    }

    [Fact]
    public void Times_with_a_fraction_are_taken_to_the_millisecond_and_whole_seconds_in_their_middle()
    {
        var exact = Tally(Job(1, at: 1.250), Job(2, at: 3));
        var rounded = Tally(Job(1, at: 1), Job(2, at: 3));

        Assert.Equal((TimeSpan.FromMilliseconds(1), 1250.0, 3000.0), (exact.LatencyResolution, exact.Latencies[0], exact.Latencies[1]));
        Assert.Equal((TimeSpan.FromSeconds(1), 1500.0, 3500.0), (rounded.LatencyResolution, rounded.Latencies[0], rounded.Latencies[1]));
    }

    private static LoadResult Tally(params TrackedJob[] jobs) => LoadTally.Of("run", "queue", jobs, Seen(isDrained: true));

    private static LoadPass.Seen Seen(bool isDrained) => new(Start, TimeSpan.FromSeconds(1), [], isDrained);

    private static TrackedJob Job(int number, FaultShare? share = null, bool stored = true, double at = 2.5, string? fault = null, params string[] letters)
    {
        var job = new TrackedJob(new PlannedJob(number, $"MM{number}", $"media/{number}", new JobTemplate("a.json", 0, "image/jpeg"), share))
        {
            SentAt = Start,
            StoredAt = stored ? Start.AddSeconds(at) : null,
            Fault = fault,
        };
        job.DeadLetters.AddRange(letters);
        return job;
    }
}
