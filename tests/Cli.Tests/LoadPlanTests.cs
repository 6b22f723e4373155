using MmsQueue.Cli.Load;
using MmsQueue.Shared;

namespace MmsQueue.Cli.Tests;

/// <summary>The jobs that a load test sends.</summary>
public sealed class LoadPlanTests
{
    private const string Run = "0123456789abcdef";
    private const string Known = "is not a fault with a known outcome; use 404x1 to 404x3, 429xN, 500xN, 503xN, "
        + "slow, truncate, reset (stored), 404, 401, 403, oversize, endless (dead letters)";

    private static readonly JobTemplate[] Templates = [new("a.json", 0, "image/jpeg"), new("b.json", 3, "video/mp4")];

    [Fact]
    public void Each_fault_gets_exactly_its_share()
    {
        var jobs = Plan(2000, "404x2=5%,500x3=5%,404=1%");

        Assert.Equal(
            [("", 1780), ("404", 20), ("404x2", 100), ("500x3", 100)],
            jobs.CountBy(job => job.Fault?.Fault ?? "", StringComparer.Ordinal)
                .OrderBy(share => share.Key, StringComparer.Ordinal).Select(share => (share.Key, share.Value)));
    }

    [Fact]
    public void The_seed_determines_where_the_faults_are()
    {
        Assert.Equal(Plan(200, "404=10%", seed: 7), Plan(200, "404=10%", seed: 7));
        Assert.NotEqual(Plan(200, "404=10%", seed: 7), Plan(200, "404=10%", seed: 8));
    }

    [Fact]
    public void Every_job_has_a_unique_SID_and_key_that_the_worker_accepts()
    {
        var jobs = Plan(500, "404=10%");

        Assert.All(jobs, job => Assert.True(Sid.IsMessage(job.MessageSid), job.MessageSid));
        Assert.All(jobs, job => Assert.True(MediaKey.IsWellFormed(job.Key), job.Key));
        Assert.Equal(500, jobs.DistinctBy(job => job.MessageSid, StringComparer.Ordinal).Count());
        Assert.Equal(500, jobs.DistinctBy(job => job.Key, StringComparer.Ordinal).Count());
        Assert.Equal($"media/load-{Run}/0000001.mp4", jobs[1].Key);
    }

    [Fact]
    public void Shares_that_round_up_never_exceed_the_number_of_jobs() =>
        Assert.Equal(3, Plan(3, "404x1=50%,500x1=50%").Count(job => job.Fault is not null));

    [Theory]
    [InlineData("404x2=5%", null)]
    [InlineData("slow=0.5%", null)]
    [InlineData("404=1%", "not-found")]
    [InlineData("401=100%", "unauthorized")]
    [InlineData("endless=1%", "too-large")]
    public void A_fault_determines_how_its_jobs_must_end(string text, string? reason) =>
        Assert.Equal(reason, Assert.Single(FaultShare.ParseAll(text)).Reason);

    [Theory]
    [InlineData("404", "404 is not in the format 404x2=5%")]
    [InlineData("404=5", "404=5 is not in the format 404x2=5%")]
    [InlineData("404=0%", "404=0% is not in the format 404x2=5%")]
    [InlineData("404=%", "404=% is not in the format 404x2=5%")]
    [InlineData("500=5%", $"500 {Known}")]
    [InlineData("404x4=5%", $"404x4 {Known}")]
    [InlineData("404=60%,401=41%", "the shares in 404=60%,401=41% add up to more than 100 %")]
    [InlineData("404=6%,404=4%", "404=6%,404=4% names a fault twice")]
    public void An_invalid_share_is_explained(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => FaultShare.ParseAll(text)).Message);

    private static IReadOnlyList<PlannedJob> Plan(int jobs, string faults, int seed = 1) =>
        LoadPlan.Create(Templates, jobs, FaultShare.ParseAll(faults), Run, "media", seed);
}
