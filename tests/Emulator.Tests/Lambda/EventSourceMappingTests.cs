using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Amazon.SQS;
using Amazon.SQS.Model;
using MmsQueue.Emulator.Lambda;

namespace MmsQueue.Emulator.Tests.Lambda;

public sealed class EventSourceMappingTests(AwsFixture aws)
{
    private readonly ConcurrentQueue<JsonElement> _events = new();
    private readonly ConcurrentQueue<string> _said = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_are_deleted_unless_reported_as_failed()
    {
        var queue = await aws.QueueAsync("good", "bad");

        await RunAsync(queue, record => Body(record) == "bad" ? [Id(record)] : [], handled: 2, left: 1);

        Assert.Equal(["bad"], await LeftAsync(queue, expected: 1));
    }

    [Fact]
    public async Task A_function_error_keeps_the_whole_batch_and_is_reported()
    {
        var queue = await aws.QueueAsync("one");

        await RunAsync(queue, _ => throw new InvalidOperationException("boom"), handled: 1, left: 1, until: () => !_said.IsEmpty);

        Assert.Equal(["one"], await LeftAsync(queue, expected: 1));
        Assert.Contains("boom", Assert.Single(_said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_id_keeps_the_whole_batch()
    {
        var queue = await aws.QueueAsync("one");

        await RunAsync(queue, _ => ["nobody"], handled: 1, left: 1);

        Assert.Equal(["one"], await LeftAsync(queue, expected: 1));
    }

    [Fact]
    public async Task A_record_has_every_field_that_Lambda_sends()
    {
        var queue = await aws.QueueAsync();
        var colour = new MessageAttributeValue { DataType = "String", StringValue = "red" };
        var message = new SendMessageRequest(queue, "hello") { MessageAttributes = new(StringComparer.Ordinal) { ["Colour"] = colour } };
        await aws.Clients.Sqs.SendMessageAsync(message, Token);

        await RunAsync(queue, _ => [], handled: 1, left: 0);

        var record = Assert.Single(_events).GetProperty("Records")[0];
        var name = queue.Split('/')[^1];
        Assert.Equal("hello", Body(record));
        Assert.Equal("5d41402abc4b2a76b9719d911017c592", record.GetProperty("md5OfBody").GetString());
        Assert.Equal("aws:sqs", record.GetProperty("eventSource").GetString());
        Assert.Equal($"arn:aws:sqs:us-east-1:000000000000:{name}", record.GetProperty("eventSourceARN").GetString());
        Assert.Equal("us-east-1", record.GetProperty("awsRegion").GetString());
        Assert.NotEmpty(record.GetProperty("receiptHandle").GetString()!);
        Assert.Equal("1", record.GetProperty("attributes").GetProperty("ApproximateReceiveCount").GetString());
        Assert.NotEmpty(record.GetProperty("attributes").GetProperty("SentTimestamp").GetString()!);
        Assert.Equal("red", record.GetProperty("messageAttributes").GetProperty("Colour").GetProperty("stringValue").GetString());
        Assert.Equal("String", record.GetProperty("messageAttributes").GetProperty("Colour").GetProperty("dataType").GetString());
    }

    [Fact]
    public async Task A_batch_has_at_most_ten_messages()
    {
        var queue = await aws.QueueAsync([.. Enumerable.Range(0, 12).Select(i => i.ToString(CultureInfo.InvariantCulture))]);

        await RunAsync(queue, _ => [], handled: 12, left: 0);

        Assert.All(_events, e => Assert.InRange(e.GetProperty("Records").GetArrayLength(), 1, 10));
        Assert.Empty(await LeftAsync(queue, expected: 0));
    }

    [Fact]
    public async Task An_unfinished_batch_is_returned_to_the_queue_on_shutdown()
    {
        var queue = await aws.QueueAsync("one");
        using var stop = new CancellationTokenSource();
        var mapping = new EventSourceMapping(aws.Clients.Sqs, queue, "us-east-1", HangAsync, new(), _said.Enqueue);

        await mapping.RunAsync(1, stop.Token).WaitAsync(TimeSpan.FromMinutes(5), Token);

        var again = await aws.Clients.Sqs.ReceiveMessageAsync(new ReceiveMessageRequest(queue) { WaitTimeSeconds = 2 }, Token);
        Assert.Equal("one", Assert.Single(again.Messages).Body);

        async Task<InvocationResult> HangAsync(ReadOnlyMemory<byte> payload, string traceId, CancellationToken cancellationToken)
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new InvocationResult(default);
        }
    }

    private async Task RunAsync(string queue, Func<JsonElement, string[]> failures, int handled, int left, Func<bool>? until = null)
    {
        using var stop = new CancellationTokenSource();
        var mapping = new EventSourceMapping(
            aws.Clients.Sqs, queue, "us-east-1", (payload, _, _) => Task.FromResult(Answer(payload, failures)), new(), _said.Enqueue);
        var running = mapping.RunAsync(2, stop.Token);
        await UntilAsync(() => _events.Sum(e => e.GetProperty("Records").GetArrayLength()) >= handled && until?.Invoke() != false);
        await UntilLeftAsync(queue, left);
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromMinutes(5), Token);
    }

    private InvocationResult Answer(ReadOnlyMemory<byte> payload, Func<JsonElement, string[]> failures)
    {
        using var json = JsonDocument.Parse(payload);
        var received = json.RootElement.Clone();
        _events.Enqueue(received);
        try
        {
            var failed = received.GetProperty("Records").EnumerateArray().SelectMany(failures)
                .Select(id => $$"""{"itemIdentifier":"{{id}}"}""");
            return new InvocationResult(Encoding.UTF8.GetBytes($$"""{"batchItemFailures":[{{string.Join(',', failed)}}]}"""));
        }
        catch (InvalidOperationException e)
        {
            return new InvocationResult(default, new FunctionError(e.GetType().Name, e.Message));
        }
    }

    // A message is deleted after the response, and a wrong deletion would happen before the mapping ends.
    private async Task UntilLeftAsync(string queue, int left)
    {
        while (await DepthAsync(queue) > left)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), Token);
        }
    }

    private async Task<int> DepthAsync(string queue)
    {
        var depth = await aws.Clients.Sqs.GetQueueAttributesAsync(new GetQueueAttributesRequest(queue, ["All"]), Token);
        return depth.ApproximateNumberOfMessages + depth.ApproximateNumberOfMessagesNotVisible;
    }

    // What the mapping left is still in flight, so the receipt handles make it visible again.
    private async Task<List<string>> LeftAsync(string queue, int expected)
    {
        Assert.Equal(expected, await DepthAsync(queue));
        foreach (var record in _events.SelectMany(e => e.GetProperty("Records").EnumerateArray()).TakeWhile(_ => expected > 0))
        {
            await ShowAsync(queue, record.GetProperty("receiptHandle").GetString()!);
        }

        var left = await aws.Clients.Sqs.ReceiveMessageAsync(new ReceiveMessageRequest(queue) { MaxNumberOfMessages = 10 }, Token);
        return left.Messages?.ConvertAll(message => message.Body) ?? [];
    }

    private async Task ShowAsync(string queue, string receiptHandle)
    {
        try
        {
            await aws.Clients.Sqs.ChangeMessageVisibilityAsync(
                new ChangeMessageVisibilityRequest(queue, receiptHandle, visibilityTimeout: 0), Token);
        }
        catch (AmazonSQSException)
        {
            // It was deleted.
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromMinutes(5));
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
        }
    }

    private static string Body(JsonElement record) => record.GetProperty("body").GetString()!;

    private static string Id(JsonElement record) => record.GetProperty("messageId").GetString()!;
}
