using Amazon.Lambda.SQSEvents;
using MmsQueue.Shared;

namespace MmsQueue.Worker.Tests.Queue;

/// <summary>Each record of a batch has its own outcome.</summary>
public sealed class BatchTests
{
    private static readonly byte[] Photo = Sample.Jpeg();

    [Fact]
    public async Task A_record_without_attributes_counts_as_a_first_receive()
    {
        await using var worker = new TestWorker();
        var job = worker.Job(Reply.Ok(Photo));
        var record = new SQSEvent.SQSMessage { MessageId = "1", Body = job.ToJson() };

        var response = await worker.Function.HandleAsync(
            new SQSEvent { Records = [record] },
            new InvocationContext(TimeSpan.FromMinutes(1)));

        Assert.Empty(response.BatchItemFailures);
        Assert.Single(worker.Store.Objects);
    }

    [Fact]
    public async Task One_invalid_message_in_ten_affects_only_itself()
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
    public async Task Ten_invalid_messages_become_ten_dead_letters()
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
    public async Task Only_the_failed_record_is_reported()
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
    public async Task Ten_records_are_processed_concurrently()
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
    public async Task MAX_PARALLEL_limits_the_records_processed_concurrently()
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
    public async Task Only_unfinished_records_are_reported_when_time_runs_out()
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
    public async Task A_record_whose_processing_ignores_cancellation_is_abandoned_and_reported()
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
    public async Task A_batch_with_2_seconds_left_downloads_nothing_and_is_retried_later()
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
