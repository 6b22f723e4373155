using Amazon.Lambda.SQSEvents;
using MmsQueue.Shared;

namespace MmsQueue.Worker.Tests.Queue;

/// <summary>A batch: each record ends by itself.</summary>
public sealed class BatchTests
{
    private static readonly byte[] Photo = Sample.Jpeg();

    [Fact]
    public async Task A_record_without_attributes_counts_as_a_first_receive()
    {
        await using var worker = new TestWorker();
        var job = worker.Job(Reply.Ok(Photo));
        var record = new SQSEvent.SQSMessage { MessageId = "1", Body = job.ToJson() };

        var response = await worker.Function.HandleAsync(new SQSEvent { Records = [record] }, new InvocationContext(TimeSpan.FromMinutes(1)));

        Assert.Empty(response.BatchItemFailures);
        Assert.Single(worker.Store.Objects);
    }

    [Fact]
    public async Task One_poison_in_ten_fails_only_itself()
    {
        await using var worker = new TestWorker();
        for (var i = 0; i < 10; i++)
        {
            worker.Queue.Send(i == 4 ? "poison" : worker.Job(Reply.Ok(Photo)).ToJson());
        }

        var response = await worker.InvokeAsync();

        Assert.Empty(response.BatchItemFailures);
        Assert.Equal(9, worker.Store.Objects.Count);
        Assert.Equal(FailureReason.MalformedJob, Assert.Single(worker.Queue.DeadLetters).Reason);
    }

    [Fact]
    public async Task Ten_poisons_are_ten_dead_letters()
    {
        await using var worker = new TestWorker();
        for (var i = 0; i < 10; i++)
        {
            worker.Queue.Send("poison");
        }

        var response = await worker.InvokeAsync();

        Assert.Empty(response.BatchItemFailures);
        Assert.Equal(10, worker.Queue.DeadLetters.Count);
    }

    [Fact]
    public async Task Only_the_record_that_failed_is_reported()
    {
        await using var worker = new TestWorker();
        worker.Queue.Send(worker.Job(Reply.Ok(Photo)).ToJson());
        var failing = worker.Queue.Send(worker.Job(Reply.Status(500)).ToJson());
        worker.Queue.Send(worker.Job(Reply.Ok(Photo)).ToJson());

        var response = await worker.InvokeAsync();

        Assert.Equal(failing, Assert.Single(response.BatchItemFailures).ItemIdentifier);
        Assert.Equal(1, worker.Queue.Count);
    }

    [Fact]
    public async Task Ten_records_are_in_work_at_once()
    {
        await using var worker = new TestWorker();
        var handling = worker.HandleAsync([.. Enumerable.Range(0, 10).Select(_ => worker.Job(Reply.Hang))]);

        for (var i = 0; i < 10; i++)
        {
            await worker.Media.NextCallAsync();
        }

        worker.Time.Advance(TimeSpan.FromSeconds(58));
        Assert.Equal(10, (await handling).BatchItemFailures.Count);
    }

    [Fact]
    public async Task MAX_PARALLEL_is_the_most_that_is_in_work_at_once()
    {
        var (now, most) = (0, 0);
        var counting = new Reply(async (call, token) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Delay(TimeSpan.FromMilliseconds(20), token);
            Interlocked.Decrement(ref now);
            await Reply.Ok(Photo).Write(call, token);
        });
        await using var worker = new TestWorker(options => options with { MaxParallel = 3 });

        await worker.HandleAsync([.. Enumerable.Range(0, 10).Select(_ => worker.Job(counting))]);

        Assert.Equal(10, worker.Store.Objects.Count);
        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public async Task What_is_not_done_when_the_time_runs_out_is_reported_and_what_is_done_is_not()
    {
        await using var worker = new TestWorker(settings: options => options with { TryTimeout = TimeSpan.FromMinutes(5) });
        worker.Queue.Send(worker.Job(Reply.Ok(Photo)).ToJson());
        var hanging = worker.Queue.Send(worker.Job(Reply.Hang).ToJson());
        var invocation = worker.InvokeAsync();
        await worker.Media.NextCallAsync();
        await worker.Media.NextCallAsync();
        await Poll.UntilAsync(() => worker.Store.Objects.Count == 1, TestContext.Current.CancellationToken);

        worker.Time.Advance(TimeSpan.FromSeconds(58));

        Assert.Equal(hanging, Assert.Single((await invocation).BatchItemFailures).ItemIdentifier);
    }

    [Fact]
    public async Task What_hangs_in_spite_of_its_token_is_left_behind_and_reported()
    {
        var stuck = new StuckQueue();
        await using var worker = new TestWorker(queue: stuck);
        var id = worker.Queue.Send("poison");
        var invocation = worker.InvokeAsync();
        await stuck.Asked;

        worker.Time.Advance(TimeSpan.FromSeconds(59.8));

        Assert.Equal(id, Assert.Single((await invocation).BatchItemFailures).ItemIdentifier);
    }

    [Fact]
    public async Task A_batch_with_2_seconds_left_downloads_nothing_and_comes_again()
    {
        await using var worker = new TestWorker();
        var job = worker.Job(Reply.Ok(Photo));
        worker.Queue.Send(job.ToJson());

        var response = await worker.InvokeAsync(secondsLeft: 2);

        Assert.Single(response.BatchItemFailures);
        Assert.Equal(0, worker.Tries(job));
        Assert.Equal(TimeSpan.FromSeconds(10), Assert.Single(worker.Queue.Delays));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_batch_with_no_time_left_is_reported_as_failed(double seconds)
    {
        await using var worker = new TestWorker();
        worker.Queue.Send(worker.Job(Reply.Ok(Photo)).ToJson());
        worker.Queue.Send("poison");

        var response = await worker.InvokeAsync(seconds);

        Assert.Equal(2, response.BatchItemFailures.Count);
        Assert.Empty(worker.Queue.DeadLetters);
    }
}
