using System.Globalization;

namespace MmsQueue.Worker.Tests;

/// <summary>The attempts of one receive.</summary>
public sealed class RetryTests
{
    private static readonly byte[] Photo = Sample.Jpeg();

    [Fact]
    public async Task Three_pauses_start_at_half_a_second_and_roughly_double()
    {
        await using var worker = new TestWorker();
        await worker.HandleAsync(worker.Job(Reply.Status(500)));

        Assert.Collection(
            worker.Time.Pauses,
            pause => Assert.InRange(pause.TotalSeconds, 0.2, 0.8),
            pause => Assert.InRange(pause.TotalSeconds, 0.4, 1.6),
            pause => Assert.InRange(pause.TotalSeconds, 0.8, 3.2));
    }

    [Fact]
    public async Task Pauses_are_randomized()
    {
        var firsts = new HashSet<TimeSpan>();
        foreach (var chance in (double[])[0.1, 0.5, 0.9])
        {
            await using var worker = new TestWorker(chance: chance);
            await worker.HandleAsync(worker.Job(Reply.Status(500)));
            firsts.Add(worker.Time.Pauses.First());
        }

        Assert.Equal(3, firsts.Count);
    }

    [Fact]
    public async Task Retry_After_in_seconds_is_the_pause()
    {
        await using var worker = new TestWorker();
        await Expect.StoredAsync(worker, worker.Job(Reply.RetryAfter("7"), Reply.Ok(Photo)), Photo, tries: 2);
        Assert.Equal([TimeSpan.FromSeconds(7)], worker.Time.Pauses);
    }

    [Fact]
    public async Task Retry_After_as_a_date_is_the_pause()
    {
        await using var worker = new TestWorker();
        var date = worker.Time.GetUtcNow().AddSeconds(9).ToString("R", CultureInfo.InvariantCulture);
        await Expect.StoredAsync(worker, worker.Job(Reply.RetryAfter(date, status: 503), Reply.Ok(Photo)), Photo, tries: 2);
        Assert.Equal([TimeSpan.FromSeconds(9)], worker.Time.Pauses);
    }

    [Theory]
    [InlineData("Sun, 22 Nov 2026 09:00:00 GMT")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("soon")]
    [InlineData("99999999999999999999")]
    public async Task A_past_or_invalid_Retry_After_is_ignored(string value)
    {
        await using var worker = new TestWorker();
        await Expect.StoredAsync(worker, worker.Job(Reply.RetryAfter(value), Reply.Ok(Photo)), Photo, tries: 2);
        Assert.InRange(worker.Time.Pauses.Single().TotalSeconds, 0, 2);
    }

    [Fact]
    public async Task A_Retry_After_beyond_the_deadline_is_the_minimum_redelivery_delay()
    {
        await using var worker = new TestWorker();
        await Expect.RetriedLaterAsync(worker, worker.Job(Reply.RetryAfter("59")), tries: 1, afterSeconds: 59);
        Assert.Empty(worker.Time.Pauses);
    }

    [Theory]
    [InlineData("2147483647")]
    [InlineData("Sat, 22 Nov 2036 10:00:00 GMT")]
    public async Task A_huge_Retry_After_is_limited_to_an_hour(string value)
    {
        await using var worker = new TestWorker();
        await Expect.RetriedLaterAsync(worker, worker.Job(Reply.RetryAfter(value)), tries: 1, afterSeconds: 3600);
    }

    [Fact]
    public async Task The_maximum_Retry_After_is_a_setting()
    {
        await using var worker = new TestWorker(options => options with { MaxRetryAfter = TimeSpan.FromSeconds(90) });
        await Expect.RetriedLaterAsync(worker, worker.Job(Reply.RetryAfter("91")), tries: 1, afterSeconds: 90);
    }

    [Fact]
    public async Task An_attempt_that_hangs_times_out_and_the_next_one_succeeds()
    {
        await using var worker = new TestWorker();
        var job = worker.Job(Reply.Hang, Reply.Ok(Photo));
        var handling = Expect.StoredAsync(worker, job, Photo, tries: 2);

        await worker.Media.NextCallAsync();
        worker.Time.Advance(worker.Options.TryTimeout);

        await handling;
    }

    [Fact]
    public async Task A_body_that_trickles_in_times_out()
    {
        await using var worker = new TestWorker(settings: options => options with { MaxTries = 1, TryTimeout = TimeSpan.FromSeconds(5) });
        var handling = Expect.RetriedLaterAsync(worker, worker.Job(Reply.Trickle(Photo)), tries: 1);

        await worker.Media.NextCallAsync();
        worker.Time.Advance(worker.Options.TryTimeout);

        await handling;
        Assert.Equal("timed out after 5 s", worker.Log.Detail);
    }

    [Fact]
    public async Task The_deadline_cancels_an_attempt_and_the_record_is_reported()
    {
        await using var worker = new TestWorker();
        worker.Queue.Send(worker.Job(Reply.Hang).ToJson());
        var handling = worker.InvokeAsync(secondsLeft: 8);

        await worker.Media.NextCallAsync();
        worker.Time.Advance(TimeSpan.FromSeconds(6));

        Assert.Single((await handling).BatchItemFailures);
        Assert.Equal("the function's time ran out", worker.Log.Detail);
    }

    [Fact]
    public async Task A_pause_cut_short_by_the_deadline_keeps_the_previous_failure_as_the_detail()
    {
        await using var worker = new TestWorker(
            settings: options => options with { RetryDelay = TimeSpan.FromHours(1) },
            time: new PauseSkippingTime(skipsPauses: false));
        var handling = Expect.RetriedLaterAsync(worker, worker.Job(Reply.Status(502)), tries: 1);

        await Poll.UntilAsync(() => !worker.Time.Pauses.IsEmpty, TestContext.Current.CancellationToken);
        worker.Time.Advance(TimeSpan.FromSeconds(58));

        await handling;
        Assert.Equal("127.0.0.1 answered 502", worker.Log.Detail);
    }

    [Fact]
    public async Task An_attempt_cut_short_by_the_deadline_keeps_the_previous_failure_and_its_Retry_After()
    {
        await using var worker = new TestWorker(settings: options => options with { Redelivery = [TimeSpan.FromSeconds(1)] });
        worker.Queue.Send(worker.Job(Reply.RetryAfter("5"), Reply.Hang).ToJson());
        var handling = worker.InvokeAsync(secondsLeft: 8);

        await worker.Media.NextCallAsync();
        await worker.Media.NextCallAsync();
        worker.Time.Advance(TimeSpan.FromSeconds(6));

        await handling;
        Assert.Equal("127.0.0.1 answered 429", worker.Log.Detail);
        Assert.Equal(TimeSpan.FromSeconds(5), Assert.Single(worker.Queue.Delays));
    }
}
