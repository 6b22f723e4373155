using System.Text.Json.Nodes;
using Amazon.Lambda.SQSEvents;
using Amazon.SQS.Model;
using MmsQueue.Shared;
using MmsQueue.Worker.Fetch;
using MmsQueue.Worker.Queue;

namespace MmsQueue.Worker.Tests.Queue;

/// <summary>Dead letters and pauses in emulated SQS.</summary>
public sealed class SqsTests(AwsEmulator aws)
{
    private static readonly ReceivedJob Job = new(
        "id", "receipt", "the job", 3, 0, "2026-11-22T10:00:00.155Z",
        "Root=1-6b02bd20-da14f2325258510d1e3245b6;Parent=a431a62b84083486;Sampled=1");

    [Fact]
    public async Task A_dead_letter_contains_the_job_and_all_five_attributes()
    {
        var letter = await DeadLetterAsync(Job with { ReplayCount = 2 }, "127.0.0.1 answered 404");

        Assert.Equal("the job", letter.Body);
        Assert.Equal(
            [
                "FailureDetail=127.0.0.1 answered 404", "FailureReason=not-found", "FirstReceivedAt=2026-11-22T10:00:00.155Z",
                "ReceiveCount=3", "ReplayCount=2",
            ],
            letter.MessageAttributes.Select(pair => $"{pair.Key}={pair.Value.StringValue}").Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_dead_letter_keeps_the_trace()
    {
        await using var sqs = new HostileServer { Otherwise = Reply.Status(200, body: "{}").AfterBody() };
        using var client = AwsEmulator.SqsAt(sqs.Origin);

        await Record.ExceptionAsync(() => new SqsJobQueue(client, Options(new Uri(sqs.Origin, "/1/dead").ToString()), () => 0.5)
            .DeadLetterAsync(Job, FailureReason.NotFound, "detail", TestContext.Current.CancellationToken));

        var call = Assert.Single(sqs.Calls);
        Assert.Equal(Job.TraceHeader, (string?)JsonNode.Parse(call.Body)!["MessageSystemAttributes"]!["AWSTraceHeader"]!["StringValue"]);
    }

    [Fact]
    public async Task A_replay_preserves_the_first_receive_and_the_replay_count()
    {
        var letter = await DeadLetterAsync(
            ReceivedJob.From(new SQSEvent.SQSMessage
            {
                MessageId = "id",
                Body = "the job",
                Attributes = new(StringComparer.Ordinal)
                {
                    ["ApproximateReceiveCount"] = "1",
                    ["ApproximateFirstReceiveTimestamp"] = "1795900000000",
                },
                MessageAttributes = new(StringComparer.Ordinal)
                {
                    ["FirstReceivedAt"] = new() { DataType = "String", StringValue = "2026-11-20T08:00:00.000Z" },
                    ["ReplayCount"] = new() { DataType = "Number", StringValue = "4" },
                },
            }),
            "detail");

        Assert.Equal("2026-11-20T08:00:00.000Z", letter.MessageAttributes["FirstReceivedAt"].StringValue);
        Assert.Equal("4", letter.MessageAttributes["ReplayCount"].StringValue);
        Assert.Equal("1", letter.MessageAttributes["ReceiveCount"].StringValue);
    }

    [Theory]
    [InlineData("a\u0000b\u0001\r\n\u001bc\u007f\u0085\u2028")]
    [InlineData("half a pair \ud83d and \udcf7")]
    [InlineData("no character \uffff at all \ufffe")]
    [InlineData("")]
    public async Task A_detail_may_contain_any_character_and_is_one_line(string detail)
    {
        var failure = Failure.Of(new MediaTransferException(detail));

        var letter = await DeadLetterAsync(Job, failure.Detail);

        Assert.DoesNotContain(
            letter.MessageAttributes["FailureDetail"].StringValue,
            character => char.IsControl(character) || character is '\uFFFE' or '\uFFFF');
    }

    [Fact]
    public async Task An_invalid_message_moves_to_the_dead_letter_queue()
    {
        var (media, dead) = (await aws.CreateQueueAsync(), await aws.CreateQueueAsync());
        await using var worker = new TestWorker(queue: new SqsJobQueue(aws.Sqs, Options(dead) with { MediaQueueUrl = media }, () => 0.5));
        await aws.Sqs.SendMessageAsync(media, "poison", TestContext.Current.CancellationToken);

        var response = await worker.Function.HandleAsync(await ReceiveAsync(media), new InvocationContext(TimeSpan.FromMinutes(1)));

        Assert.Empty(response.BatchItemFailures);
        var letter = await TakeAsync(dead);
        Assert.Equal("poison", letter.Body);
        Assert.Equal("malformed-job", letter.MessageAttributes["FailureReason"].StringValue);
    }

    [Fact]
    public async Task A_missing_dead_letter_queue_leaves_the_record_on_the_media_queue()
    {
        var media = await aws.CreateQueueAsync();
        await using var worker = new TestWorker(
            queue: new SqsJobQueue(aws.Sqs, Options(media + "-gone") with { MediaQueueUrl = media }, () => 0.5));
        await aws.Sqs.SendMessageAsync(media, "poison", TestContext.Current.CancellationToken);

        var response = await worker.Function.HandleAsync(await ReceiveAsync(media), new InvocationContext(TimeSpan.FromMinutes(1)));

        Assert.Single(response.BatchItemFailures);
        Assert.Contains("NonExistentQueue", Assert.Single(worker.Log.Entries).GetProperty("cause").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, null, 77)]
    [InlineData(3, null, 77)]
    [InlineData(1, 90, 90)]
    [InlineData(7, 86400, 39600)]
    public async Task A_pause_is_requested_from_SQS_in_whole_seconds(int receive, int? asked, int seconds)
    {
        await using var sqs = new HostileServer { Otherwise = Reply.Status(200, body: "{}").AfterBody() };
        using var client = AwsEmulator.SqsAt(sqs.Origin);

        var options = Options("") with
        {
            MediaQueueUrl = new Uri(sqs.Origin, "/1/media").ToString(),
            Redelivery = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(77)],
        };
        TimeSpan? atLeast = asked is { } s ? TimeSpan.FromSeconds(s) : null;

        await new SqsJobQueue(client, options, () => 0.5)
            .DelayAsync(Job with { ReceiveCount = receive }, atLeast, TestContext.Current.CancellationToken);

        var call = Assert.Single(sqs.Calls);
        Assert.Equal("AmazonSQS.ChangeMessageVisibility", call.Headers["X-Amz-Target"]);
        Assert.Equal(seconds, (int?)JsonNode.Parse(call.Body)!["VisibilityTimeout"]);
        Assert.Equal("receipt", (string?)JsonNode.Parse(call.Body)!["ReceiptHandle"]);
    }

    private async Task<Message> DeadLetterAsync(ReceivedJob job, string detail)
    {
        var queue = await aws.CreateQueueAsync();
        await new SqsJobQueue(aws.Sqs, Options(queue), () => 0.5)
            .DeadLetterAsync(job, FailureReason.NotFound, detail, TestContext.Current.CancellationToken);
        return await TakeAsync(queue);
    }

    private async Task<Message> TakeAsync(string queue)
    {
        var request = new ReceiveMessageRequest
        {
            QueueUrl = queue,
            MessageAttributeNames = ["All"],
            MessageSystemAttributeNames = ["All"],
            WaitTimeSeconds = 5,
        };
        var received = await aws.Sqs.ReceiveMessageAsync(request, TestContext.Current.CancellationToken);
        return Assert.Single(received.Messages);
    }

    private async Task<SQSEvent> ReceiveAsync(string queue)
    {
        var message = await TakeAsync(queue);
        var record = new SQSEvent.SQSMessage
        {
            MessageId = message.MessageId,
            ReceiptHandle = message.ReceiptHandle,
            Body = message.Body,
            Attributes = message.Attributes,
        };
        return new SQSEvent { Records = [record] };
    }

    private static WorkerOptions Options(string deadLetterQueueUrl) => TestWorker.Defaults with { DeadLetterQueueUrl = deadLetterQueueUrl };
}
