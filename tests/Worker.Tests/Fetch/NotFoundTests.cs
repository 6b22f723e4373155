using MmsQueue.Shared;

namespace MmsQueue.Worker.Tests.Fetch;

/// <summary>A 404 is final after the grace period, if every attempt of a receive got one.</summary>
public sealed class NotFoundTests
{
    private static readonly byte[] Photo = Sample.Jpeg();

    [Fact]
    public async Task A_404_for_a_recent_job_is_transient()
    {
        await using var worker = new TestWorker();
        await Expect.RetriedLaterAsync(worker, Aged(worker, 119, Reply.Status(404)));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task A_404_or_410_on_every_attempt_is_dead_lettered_as_not_found_after_the_grace_period(int status)
    {
        await using var worker = new TestWorker();
        await Expect.DeadLetteredAsync(worker, Aged(worker, 121, Reply.Status(status)), FailureReason.NotFound, tries: 4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_stray_404_after_hours_of_backlog_loses_no_photo(int strays)
    {
        await using var worker = new TestWorker();
        var job = Aged(worker, 3 * 3600, [.. Enumerable.Repeat(Reply.Status(404), strays), Reply.Ok(Photo)]);
        await Expect.StoredAsync(worker, job, Photo, tries: strays + 1);
    }

    [Fact]
    public async Task A_receive_with_another_failure_among_its_404s_is_transient()
    {
        await using var worker = new TestWorker();
        await Expect.RetriedLaterAsync(worker, Aged(worker, 3600, Reply.Status(500), Reply.Status(404)));
    }

    [Fact]
    public async Task A_receive_cut_short_by_the_deadline_is_transient()
    {
        await using var worker = new TestWorker();
        await Expect.RetriedLaterAsync(worker, Aged(worker, 3600, Reply.RetryAfter("59", status: 404)), tries: 1, afterSeconds: 59);
    }

    [Fact]
    public async Task The_404s_of_an_earlier_receive_do_not_count()
    {
        await using var worker = new TestWorker();
        var job = Aged(worker, 100, [.. Enumerable.Repeat(Reply.Status(404), 7), Reply.Ok(Photo)]);
        await Expect.RetriedLaterAsync(worker, job);
        worker.Time.Advance(TimeSpan.FromMinutes(5));

        await worker.InvokeAsync();

        Assert.Single(worker.Store.Objects);
    }

    [Fact]
    public async Task A_stray_404_at_the_last_receive_is_dead_lettered_as_exhausted()
    {
        await using var worker = new TestWorker();
        worker.Queue.Send(Aged(worker, 36_000, Reply.Status(404), Reply.Status(500)).ToJson(), receives: 7);

        await worker.InvokeAsync();

        Assert.Equal(FailureReason.Exhausted, Assert.Single(worker.Queue.DeadLetters).Reason);
    }

    private static MediaJob Aged(TestWorker worker, int seconds, params Reply[] replies) =>
        worker.Job(replies) with { ReceivedAt = worker.Time.GetUtcNow() - TimeSpan.FromSeconds(seconds) };
}
