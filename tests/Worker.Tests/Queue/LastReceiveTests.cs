using System.Net.Sockets;
using Amazon.SQS;
using MmsQueue.Shared;

namespace MmsQueue.Worker.Tests.Queue;

/// <summary>A job that still fails at its last receive.</summary>
public sealed class LastReceiveTests
{
    private static readonly Exception Refusal = new AmazonSQSException("AccessDenied: not authorized to perform sqs:SendMessage");

    [Fact]
    public async Task The_last_receive_dead_letters_the_job_as_exhausted_with_the_last_detail()
    {
        await using var worker = new TestWorker();
        worker.Queue.Send(worker.Job(Reply.Status(500), Reply.Status(500), Reply.Status(500), Reply.Status(502)).ToJson(), receives: 7);

        var response = await worker.InvokeAsync();

        Assert.Empty(response.BatchItemFailures);
        var letter = Assert.Single(worker.Queue.DeadLetters);
        Assert.Equal(FailureReason.Exhausted, letter.Reason);
        Assert.Contains("answered 502", letter.Detail, StringComparison.Ordinal);
        Assert.Equal(8, letter.Job.ReceiveCount);
        Assert.Equal(0, worker.Queue.Count);
    }

    [Fact]
    public async Task The_receive_before_the_last_does_not_dead_letter_the_job()
    {
        await using var worker = new TestWorker();
        worker.Queue.Send(worker.Job(Reply.Status(500)).ToJson(), receives: 6);

        Assert.Single((await worker.InvokeAsync()).BatchItemFailures);
    }

    [Fact]
    public async Task A_receive_beyond_the_last_dead_letters_the_job_too()
    {
        await using var worker = new TestWorker();
        worker.Queue.Send(worker.Job(Reply.Status(500)).ToJson(), receives: 20);

        await worker.InvokeAsync();

        Assert.Equal(FailureReason.Exhausted, Assert.Single(worker.Queue.DeadLetters).Reason);
    }

    [Fact]
    public async Task The_last_receive_can_still_store_the_file()
    {
        await using var worker = new TestWorker();
        worker.Queue.Send(worker.Job(Reply.Ok(Sample.Jpeg())).ToJson(), receives: 7);

        await worker.InvokeAsync();

        Assert.Single(worker.Store.Objects);
    }

    [Fact]
    public async Task A_permanent_reason_keeps_its_name_at_the_last_receive()
    {
        await using var worker = new TestWorker();
        worker.Queue.Send(worker.Job(Reply.Status(401)).ToJson(), receives: 7);

        await worker.InvokeAsync();

        Assert.Equal(FailureReason.Unauthorized, Assert.Single(worker.Queue.DeadLetters).Reason);
    }

    [Fact]
    public async Task A_job_that_always_fails_takes_eight_receives_and_about_eleven_hours()
    {
        await using var worker = new TestWorker();
        var start = worker.Time.GetUtcNow();
        await worker.HandleAsync(worker.Job(Reply.Status(500)));
        while (worker.Queue.Delays.TryDequeue(out var pause))
        {
            worker.Time.Advance(pause);
            await worker.InvokeAsync();
        }

        Assert.Equal(8, Assert.Single(worker.Queue.DeadLetters).Job.ReceiveCount);
        Assert.InRange((worker.Time.GetUtcNow() - start).TotalHours, 10, 11);
    }

    [Theory]
    [InlineData("poison", 0, "not a job's JSON at line 0, byte 0, path $")]
    [InlineData(null, 7, "127.0.0.1 answered 500")]
    public async Task A_dead_letter_that_is_refused_stays_on_the_media_queue_and_is_logged_as_such(
        string? body, int receives, string detail)
    {
        await using var worker = new TestWorker();
        worker.Queue.Failure = Refusal;
        worker.Queue.Send(body ?? worker.Job(Reply.Status(500)).ToJson(), receives);

        var response = await worker.InvokeAsync();

        Assert.Single(response.BatchItemFailures);
        Assert.Equal(1, worker.Queue.Count);
        Assert.Contains("NotSettled", worker.Log.Text, StringComparison.Ordinal);
        Assert.Equal(detail, worker.Log.Detail);
        Assert.Equal(0, worker.Log.Metric("MediaDeadLettered"));
    }

    [Fact]
    public async Task A_record_whose_pause_is_refused_stays_on_the_media_queue()
    {
        await using var worker = new TestWorker();
        worker.Queue.Failure = Refusal;

        var response = await worker.HandleAsync(worker.Job(Reply.Status(500)));

        Assert.Single(response.BatchItemFailures);
        Assert.Equal(1, worker.Queue.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // HttpClient throws it unwrapped when a connection is reset before its first request
    public async Task A_queue_failure_for_one_record_does_not_affect_the_others(bool isSocket)
    {
        await using var worker = new TestWorker(settings: options => options with { MaxParallel = 1 });
        worker.Queue.Failure = isSocket ? new SocketException((int)SocketError.NotConnected) : Refusal;
        worker.Queue.Send("poison");
        var job = worker.Job(Reply.Ok(Sample.Jpeg()));

        var response = await worker.HandleAsync(job);

        Assert.Single(response.BatchItemFailures);
        Assert.True(worker.Store.Objects.ContainsKey(job.Key));
    }
}
