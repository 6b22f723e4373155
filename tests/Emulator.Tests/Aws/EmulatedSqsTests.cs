using System.Net;
using System.Net.NetworkInformation;
using Amazon.SQS;
using Amazon.SQS.Model;
using MmsQueue.Emulator.Aws;

namespace MmsQueue.Emulator.Tests.Aws;

/// <summary>The rules of SQS that the functions and mmsq rely on, checked against the emulator.</summary>
public sealed class EmulatedSqsTests(AwsFixture aws)
{
    private const string Trace = "AWSTraceHeader";
    private readonly IAmazonSQS _sqs = aws.Clients.Sqs;

    [Fact]
    public void The_emulators_listen_on_loopback_only()
    {
        int[] ports = [aws.Endpoints.Sqs.Port, aws.Endpoints.DynamoDb.Port];

        var all = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners();
        var listeners = all.Where(listener => ports.Contains(listener.Port)).ToList();

        Assert.Equal(ports.Order(), listeners.Select(listener => listener.Port).Order());
        Assert.All(listeners, listener => Assert.Equal(IPAddress.Loopback, listener.Address));
    }

    [Fact]
    public async Task A_message_made_visible_again_is_received_again_even_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        string queue;
        await using (var first = await Emulators.StartAsync(folder.Path, static _ => { }, Token))
        {
            using var clients = new AwsClients(AwsEndpoints.Of(first));
            queue = (await clients.Sqs.CreateQueueAsync("kept", Token)).QueueUrl;
            await clients.Sqs.SendMessageAsync(queue, "hello", Token);
            var message = await ReceiveAsync(clients.Sqs, queue);
            await clients.Sqs.ChangeMessageVisibilityAsync(queue, message.ReceiptHandle, 0, Token);
            var again = await ReceiveAsync(clients.Sqs, queue);
            await clients.Sqs.ChangeMessageVisibilityAsync(queue, again.ReceiptHandle, 0, Token);
        }

        await using var second = await Emulators.StartAsync(folder.Path, static _ => { }, Token);
        using var restarted = new AwsClients(AwsEndpoints.Of(second));
        var kept = await ReceiveAsync(restarted.Sqs, new Uri(second.Sqs, new Uri(queue).AbsolutePath).ToString());
        Assert.Equal(("hello", "3"), (kept.Body, kept.Attributes["ApproximateReceiveCount"]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_trace_header_is_a_system_attribute_and_not_a_message_attribute(bool batch)
    {
        var queue = await aws.QueueAsync();
        await SendAsync(queue, "hello", "Root=1-a", batch);

        var message = await ReceiveAsync(_sqs, queue);

        Assert.Equal("Root=1-a", message.Attributes[Trace]);
        Assert.Equal("Colour", Assert.Single(message.MessageAttributes.Keys));
    }

    [Fact]
    public async Task A_trace_header_is_returned_only_on_request()
    {
        var queue = await aws.QueueAsync();
        await SendAsync(queue, "hello", "Root=1-a", batch: false);

        var request = new ReceiveMessageRequest(queue) { WaitTimeSeconds = 5, MessageSystemAttributeNames = ["SentTimestamp"] };
        var message = Assert.Single((await _sqs.ReceiveMessageAsync(request, Token)).Messages);

        Assert.Equal("SentTimestamp", Assert.Single(message.Attributes.Keys));
        Assert.False(message.MessageAttributes?.ContainsKey(Trace) ?? false);
    }

    [Fact]
    public async Task A_move_task_moves_every_waiting_message_with_its_attributes()
    {
        var (source, destination) = await QueuesAsync();
        await SendAsync(source, "one", "Root=1-a", batch: false);
        await SendAsync(source, "two", "Root=1-b", batch: false);
        var before = await ReceiveAsync(_sqs, source);
        await _sqs.ChangeMessageVisibilityAsync(source, before.ReceiptHandle, 0, Token);

        await StartAsync(source);
        var end = await EndAsync(source);

        Assert.Equal(("COMPLETED", 2, 2), (end.Status, end.ApproximateNumberOfMessagesMoved, end.ApproximateNumberOfMessagesToMove));
        Assert.Null(end.TaskHandle);
        Message[] moved = [await ReceiveAsync(_sqs, destination), await ReceiveAsync(_sqs, destination)];
        Assert.Equal(
            "one Root=1-a, two Root=1-b",
            string.Join(", ", moved.Select(message => $"{message.Body} {message.Attributes[Trace]}").Order(StringComparer.Ordinal)));
        Assert.All(moved, message => Assert.Equal("1", message.Attributes["ApproximateReceiveCount"]));
        Assert.All(moved, message => Assert.Equal("red", message.MessageAttributes["Colour"].StringValue));
        Assert.DoesNotContain(moved, message => message.MessageId == before.MessageId);
    }

    [Fact]
    public async Task A_move_task_respects_its_rate_excludes_others_and_can_be_cancelled()
    {
        var (source, destination) = await QueuesAsync();
        await SendAsync(source, "one", "Root=1-a", batch: false);
        await SendAsync(source, "two", "Root=1-b", batch: false);

        var handle = await StartAsync(source, rate: 1);
        Assert.Equal("one", (await ReceiveAsync(_sqs, destination)).Body);
        await Assert.ThrowsAsync<UnsupportedOperationException>(() => StartAsync(source));
        await _sqs.CancelMessageMoveTaskAsync(new CancelMessageMoveTaskRequest { TaskHandle = handle }, Token);

        var end = await EndAsync(source);
        Assert.Equal(("CANCELLED", 1), (end.Status, end.ApproximateNumberOfMessagesMoved));
        Assert.Equal("two", (await ReceiveAsync(_sqs, source)).Body);
    }

    [Fact]
    public async Task Only_a_dead_letter_queue_can_be_the_source_of_a_move_task()
    {
        var (_, media) = await QueuesAsync();

        await Assert.ThrowsAnyAsync<AmazonSQSException>(() => StartAsync(media));
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => _sqs.StartMessageMoveTaskAsync(
            new StartMessageMoveTaskRequest { SourceArn = "arn:aws:sqs:us-east-1:000000000000:nowhere" }, Token));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<(string DeadLetters, string Media)> QueuesAsync()
    {
        var (deadLetters, media) = (await aws.QueueAsync(), await aws.QueueAsync());
        var policy = $$"""{"deadLetterTargetArn":"{{await ArnAsync(deadLetters)}}","maxReceiveCount":8}""";
        await _sqs.SetQueueAttributesAsync(media, new(StringComparer.Ordinal) { ["RedrivePolicy"] = policy }, Token);
        return (deadLetters, media);
    }

    private async Task SendAsync(string queue, string body, string trace, bool batch)
    {
        Dictionary<string, MessageAttributeValue> attributes = new(StringComparer.Ordinal)
        {
            ["Colour"] = new() { DataType = "String", StringValue = "red" },
        };
        Dictionary<string, MessageSystemAttributeValue> system = new(StringComparer.Ordinal)
        {
            [Trace] = new() { DataType = "String", StringValue = trace },
        };
        await (batch
            ? _sqs.SendMessageBatchAsync(
                queue, [new("0", body) { MessageAttributes = attributes, MessageSystemAttributes = system }], Token)
            : (Task)_sqs.SendMessageAsync(new(queue, body) { MessageAttributes = attributes, MessageSystemAttributes = system }, Token));
    }

    private static async Task<Message> ReceiveAsync(IAmazonSQS sqs, string queue)
    {
        var request = new ReceiveMessageRequest(queue)
        {
            WaitTimeSeconds = 10,
            MessageAttributeNames = ["All"],
            MessageSystemAttributeNames = ["All"],
        };
        return Assert.Single((await sqs.ReceiveMessageAsync(request, Token)).Messages ?? []);
    }

    private async Task<string> ArnAsync(string queue) =>
        (await _sqs.GetQueueAttributesAsync(new GetQueueAttributesRequest(queue, ["QueueArn"]), Token)).QueueARN;

    private async Task<string> StartAsync(string queue, int? rate = null)
    {
        var request = new StartMessageMoveTaskRequest { SourceArn = await ArnAsync(queue), MaxNumberOfMessagesPerSecond = rate };
        return (await _sqs.StartMessageMoveTaskAsync(request, Token)).TaskHandle;
    }

    private async Task<ListMessageMoveTasksResultEntry> EndAsync(string queue)
    {
        var request = new ListMessageMoveTasksRequest { SourceArn = await ArnAsync(queue) };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        while (true)
        {
            var newest = (await _sqs.ListMessageMoveTasksAsync(request, patience.Token)).Results[0];
            if (newest.Status is not ("RUNNING" or "CANCELLING"))
            {
                return newest;
            }
        }
    }
}
