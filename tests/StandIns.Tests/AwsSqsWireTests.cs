using Amazon.SQS;
using Amazon.SQS.Model;
using Answer = StandIns.Tests.AwsSqsListener.Answer;

namespace StandIns.Tests;

/// <summary>Requests and answers, byte by byte where the emulator lacks the operation.</summary>
public sealed class AwsSqsWireTests
{
    private const string DeadLetters = "arn:aws:sqs:eu-west-3:111122223333:dead-letters";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_is_AWS_JSON_and_signed_by_Signature_Version_4()
    {
        await using var listener = await AwsSqsListener.StartAsync(new Answer("{}"));
        using var client = listener.CreateClient();

        await client.DeleteMessageAsync("https://sqs.eu-west-3.amazonaws.com/1/q", "handle", Token);

        var request = Assert.Single(listener.Requests);
        Assert.Equal("POST /", request.Line);
        Assert.Equal("AmazonSQS.DeleteMessage", request.Target);
        Assert.Equal("application/x-amz-json-1.0", request.Headers["Content-Type"]);
        Assert.Equal("""{"QueueUrl":"https://sqs.eu-west-3.amazonaws.com/1/q","ReceiptHandle":"handle"}""", request.Body.GetRawText());
        Assert.Matches(
            @"^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/\d{8}/eu-west-3/sqs/aws4_request, SignedHeaders=[^,]*x-amz-target[^,]*, Signature=[0-9a-f]{64}$",
            request.Headers["Authorization"]);
    }

    [Fact]
    public async Task What_is_not_set_is_not_sent()
    {
        await using var listener = await AwsSqsListener.StartAsync(new Answer("{}"));
        using var client = listener.CreateClient();

        var response = await client.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = "q", WaitTimeSeconds = 0 }, Token);

        Assert.Equal("""{"QueueUrl":"q","WaitTimeSeconds":0}""", Assert.Single(listener.Requests).Body.GetRawText());
        Assert.Null(response.Messages);
        Assert.Equal("request-1", response.ResponseMetadata.RequestId);
    }

    [Fact]
    public async Task A_queues_tags_have_the_protocols_lower_case_name()
    {
        await using var listener = await AwsSqsListener.StartAsync(new Answer("""{"QueueUrl":"u"}"""));
        using var client = listener.CreateClient();

        await client.CreateQueueAsync(new CreateQueueRequest("q") { Tags = new(StringComparer.Ordinal) { ["a"] = "b" } }, Token);

        Assert.Equal("""{"QueueName":"q","tags":{"a":"b"}}""", Assert.Single(listener.Requests).Body.GetRawText());
    }

    [Fact]
    public async Task An_empty_answer_will_do_where_nothing_is_answered()
    {
        await using var listener = await AwsSqsListener.StartAsync(new Answer(""));
        using var client = listener.CreateClient();

        Assert.Equal(200, (int)(await client.PurgeQueueAsync("q", Token)).HttpStatusCode);
    }

    [Fact]
    public async Task A_message_takes_its_trace_along()
    {
        const string trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1";
        await using var listener = await AwsSqsListener.StartAsync(
            new Answer("""{"Successful":[{"Id":"0","MessageId":"m","MD5OfMessageBody":"acbd18db4cc2f85cedef654fccc4a4d8"}]}"""));
        using var client = listener.CreateClient();
        var entry = new SendMessageBatchRequestEntry("0", "foo")
        {
            MessageSystemAttributes = new(StringComparer.Ordinal)
            {
                [MessageSystemAttributeNameForSends.AWSTraceHeader] = new() { DataType = "String", StringValue = trace },
            },
        };

        await client.SendMessageBatchAsync("q", [entry], Token);

        var sent = Assert.Single(listener.Requests).Body.GetProperty("Entries")[0].GetProperty("MessageSystemAttributes");
        Assert.Equal($$$"""{"AWSTraceHeader":{"DataType":"String","StringValue":"{{{trace}}}"}}""", sent.GetRawText());
    }

    [Fact]
    public async Task A_message_move_task_is_started()
    {
        await using var listener = await AwsSqsListener.StartAsync(new Answer("""{"TaskHandle":"task-1"}"""));
        using var client = listener.CreateClient();

        var response = await client.StartMessageMoveTaskAsync(
            new StartMessageMoveTaskRequest { SourceArn = DeadLetters, MaxNumberOfMessagesPerSecond = 50 }, Token);

        Assert.Equal("task-1", response.TaskHandle);
        var request = Assert.Single(listener.Requests);
        Assert.Equal("AmazonSQS.StartMessageMoveTask", request.Target);
        Assert.Equal(DeadLetters, request.Body.GetProperty("SourceArn").GetString());
        Assert.Equal(50, request.Body.GetProperty("MaxNumberOfMessagesPerSecond").GetInt32());
        Assert.False(request.Body.TryGetProperty("DestinationArn", out _));
    }

    [Fact]
    public async Task Message_move_tasks_are_listed()
    {
        const string answer = """
            {"Results":[
              {"TaskHandle":"task-1","Status":"RUNNING","SourceArn":"from","DestinationArn":"to","MaxNumberOfMessagesPerSecond":50,
               "ApproximateNumberOfMessagesMoved":3,"ApproximateNumberOfMessagesToMove":5000000000,"StartedTimestamp":1442428276921},
              {"Status":"FAILED","SourceArn":"from","FailureReason":"AccessDenied","ApproximateNumberOfMessagesMoved":0,"StartedTimestamp":1}]}
            """;
        await using var listener = await AwsSqsListener.StartAsync(new Answer(answer));
        using var client = listener.CreateClient();

        var response = await client.ListMessageMoveTasksAsync(new ListMessageMoveTasksRequest { SourceArn = DeadLetters, MaxResults = 10 }, Token);

        Assert.Equal(10, Assert.Single(listener.Requests).Body.GetProperty("MaxResults").GetInt32());
        var (running, failed) = (response.Results[0], response.Results[1]);
        Assert.Equal(("task-1", "RUNNING", "from", "to"), (running.TaskHandle, running.Status, running.SourceArn, running.DestinationArn));
        Assert.Equal((50, 3L, 5_000_000_000L), (running.MaxNumberOfMessagesPerSecond, running.ApproximateNumberOfMessagesMoved, running.ApproximateNumberOfMessagesToMove));
        Assert.Equal(1_442_428_276_921L, running.StartedTimestamp);
        Assert.Equal(("FAILED", "AccessDenied"), (failed.Status, failed.FailureReason));
        Assert.Null(failed.TaskHandle);
    }

    [Fact]
    public async Task A_message_move_task_is_cancelled()
    {
        await using var listener = await AwsSqsListener.StartAsync(new Answer("""{"ApproximateNumberOfMessagesMoved":1234}"""));
        using var client = listener.CreateClient();

        var response = await client.CancelMessageMoveTaskAsync(new CancelMessageMoveTaskRequest { TaskHandle = "task-1" }, Token);

        Assert.Equal(1234, response.ApproximateNumberOfMessagesMoved);
        Assert.Equal("""{"TaskHandle":"task-1"}""", Assert.Single(listener.Requests).Body.GetRawText());
    }

    [Fact]
    public async Task A_message_that_came_damaged_is_refused()
    {
        await using var listener = await AwsSqsListener.StartAsync(
            new Answer("""{"Messages":[{"MessageId":"m","ReceiptHandle":"r","Body":"changed","MD5OfBody":"acbd18db4cc2f85cedef654fccc4a4d8"}]}"""));
        using var client = listener.CreateClient();

        await Assert.ThrowsAsync<AmazonSQSException>(() => client.ReceiveMessageAsync("q", Token));
    }

    [Fact]
    public async Task A_message_that_was_taken_damaged_is_refused()
    {
        await using var listener = await AwsSqsListener.StartAsync(
            new Answer("""{"MessageId":"m","MD5OfMessageBody":"acbd18db4cc2f85cedef654fccc4a4d8"}"""));
        using var client = listener.CreateClient();

        await Assert.ThrowsAsync<AmazonSQSException>(() => client.SendMessageAsync("q", "changed", Token));
        Assert.Equal("m", (await client.SendMessageAsync("q", "foo", Token)).MessageId);
    }
}
