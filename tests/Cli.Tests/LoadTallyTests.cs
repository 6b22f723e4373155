using MmsQueue.Cli.Load;

namespace MmsQueue.Cli.Tests;

/// <summary>How a load test counts its jobs' outcomes.</summary>
public sealed class LoadTallyTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly FaultShare NotFound = FaultShare.ParseAll("404=1%")[0];

    [Fact]
    public void Each_job_is_counted_once_by_its_outcome()
    {
        var result = Tally(
            Job(1), // stored, as expected
            Job(2, NotFound, stored: false, letters: "not-found"), // dead-lettered, as expected
            Job(3, stored: false), // lost
            Job(4, NotFound, stored: false, letters: "unauthorized"), // another reason
            Job(5, stored: false, letters: "not-found"), // should be stored
            Job(6, NotFound), // should be a dead letter
            Job(7, fault: "its SHA-256 is another"));

        Assert.Equal((7, 1, 1, 1, 4), (result.Sent, result.Stored, result.DeadLettered, result.Lost, result.Wrong));
        Assert.False(result.IsGood);
        Assert.Equal(5, result.Problems.Count);
        Assert.EndsWith("wrong: expected not-found, got dead letter unauthorized", result.Problems[1], StringComparison.Ordinal);
        Assert.EndsWith("wrong: expected stored, got dead letter not-found", result.Problems[2], StringComparison.Ordinal);
        Assert.EndsWith("wrong: its SHA-256 is another", result.Problems[4], StringComparison.Ordinal);
    }

    [Fact]
    public void Unexpected_outcomes_are_counted_separately_and_the_counts_add_up()
    {
        var result = Tally(
            Job(1),
            Job(2, stored: false),
            Job(3, stored: false, letters: "not-found"),
            Job(4, stored: false, letters: "not-found"),
            Job(5, letters: "exhausted"),
            Job(6, fault: "its SHA-256 is another"),
            Job(7, NotFound),
            Job(8, NotFound, stored: false, letters: "not-found"));

        Assert.Equal(result.Sent, result.Stored + result.DeadLettered + result.Lost + result.Unfinished + result.Wrong);
        Assert.All(result.Shares, share => Assert.Equal(share.Jobs, share.AsExpected + share.Otherwise.Sum(end => end.Jobs)));
        Assert.Equal(
            "2 dead letter not-found, 1 lost, 1 stored and dead letter exhausted, 1 stored with wrong bytes", result.Shares[0].Row[^1]);
        Assert.Equal("1 stored", result.Shares[1].Row[^1]);
    }

    [Fact]
    public void The_depth_ends_at_0_at_any_fraction_of_a_second() => Assert.All(
        Enumerable.Range(1, 1000), milliseconds => Assert.Equal(0, Tally(Job(1, at: 1 + (milliseconds * 1.0037 / 1000))).Depth[^1].Queued));

    [Fact]
    public void The_depth_counts_the_runs_own_jobs_from_sending_to_outcome()
    {
        var dead = Job(3, NotFound, stored: false, letters: "not-found");
        dead.DeadLetteredAt = Start.AddSeconds(2);

        var result = Tally(Job(1, at: 1.250), Job(2, at: 3), dead);

        var depth = result.Depth.ToDictionary(sample => sample.Second, sample => sample.Queued);
        Assert.Equal([3, 3, 2, 1, 0], ((double[])[0, 1, 1.5, 2, 3]).Select(second => depth[second]));
        Assert.Equal(TimeSpan.FromSeconds(3), result.Duration);
    }

    [Fact]
    public void A_job_that_ended_twice_is_a_duplicate()
    {
        var result = Tally(Job(1, NotFound, stored: false, letters: ["not-found", "not-found"]), Job(2, letters: "exhausted"));

        Assert.Equal((1, 1, 2), (result.DeadLettered, result.Wrong, result.Duplicates));
    }

    [Fact]
    public void No_job_counts_as_lost_until_the_queue_is_empty()
    {
        var result = LoadTally.Of("run", "queue", [Job(1, stored: false)], Seen(isDrained: false));

        Assert.Equal((0, 1, false), (result.Lost, result.Unfinished, result.IsGood));
    }

    [Fact]
    public void A_run_with_an_unsent_job_fails()
    {
        var job = Job(1);
        job.SentAt = null;

        Assert.False(Tally(job, Job(2)).IsGood);
    }

    [Fact]
    public void Latencies_are_exact_to_the_millisecond_or_centered_in_whole_seconds()
    {
        var exact = Tally(Job(1, at: 1.250), Job(2, at: 3));
        var rounded = Tally(Job(1, at: 1), Job(2, at: 3));

        Assert.Equal(TimeSpan.FromMilliseconds(1), exact.LatencyResolution);
        Assert.Equal([1250, 3000], exact.Latencies);
        Assert.Equal(TimeSpan.FromSeconds(1), rounded.LatencyResolution);
        Assert.Equal([1500, 3500], rounded.Latencies);
    }

    private static LoadResult Tally(params TrackedJob[] jobs) => LoadTally.Of("run", "queue", jobs, Seen(isDrained: true));

    private static LoadPass.Seen Seen(bool isDrained) => new(Start, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(9), isDrained);

    private static TrackedJob Job(
        int number, FaultShare? share = null, bool stored = true, double at = 2.5, string? fault = null, params string[] letters)
    {
        var template = new JobTemplate("a.json", 0, "image/jpeg");
        var job = new TrackedJob(new PlannedJob(number, $"MM{number}", $"media/{number}", template, share))
        {
            SentAt = Start,
            StoredAt = stored ? Start.AddSeconds(at) : null,
            DeadLetteredAt = letters is [] ? null : Start.AddSeconds(2),
            Fault = fault,
        };
        job.DeadLetters.AddRange(letters);
        return job;
    }
}
