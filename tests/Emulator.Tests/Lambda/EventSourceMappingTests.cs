using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using MmsQueue.Emulator.Lambda;

namespace MmsQueue.Emulator.Tests.Lambda;

public sealed class EventSourceMappingTests(AwsFixture aws)
{
    private readonly ConcurrentQueue<JsonElement> _events = new();
    private readonly ConcurrentQueue<string> _said = new();

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
    public async Task Polling_continues_after_a_truncated_response()
    {
        await using var server = new BreakingServer();
        using var told = new SemaphoreSlim(0);
        using var stop = new CancellationTokenSource();
        using var sqs = new AmazonSQSClient(
            new BasicAWSCredentials("local", "local"), new AmazonSQSConfig { ServiceURL = server.Url, AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });
        var mapping = new EventSourceMapping(
            sqs, server.Url + "/queue", "us-east-1", (_, _, _) => throw new InvalidOperationException("nothing to handle"), new(), _ => told.Release());

        var running = mapping.RunAsync(concurrency: 1, stop.Token);
        Assert.True(await told.WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken));
        await server.NextRequestAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Polling_continues_after_a_connection_reset()
    {
        var queue = await aws.QueueAsync("one");
        using var stop = new CancellationTokenSource();
        using var sqs = new AmazonSQSClient(
            new BasicAWSCredentials("local", "local"),
            new AmazonSQSConfig { ServiceURL = aws.Endpoints.Sqs.ToString(), AuthenticationRegion = "us-east-1", MaxErrorRetry = 0, HttpClientFactory = new FirstReset() });
        var mapping = new EventSourceMapping(sqs, queue, "us-east-1", (payload, _, _) => Task.FromResult(Answer(payload, _ => [])), new(), _said.Enqueue);

        var running = mapping.RunAsync(concurrency: 1, stop.Token);
        await UntilAsync(() => !_events.IsEmpty);
        await stop.CancelAsync();
        await running;

        Assert.StartsWith("Cannot poll the queue", Assert.Single(_said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_has_every_field_that_Lambda_sends()
    {
        var queue = await aws.QueueAsync();
        await aws.Clients.Sqs.SendMessageAsync(
            new SendMessageRequest
            {
                QueueUrl = queue,
                MessageBody = "hello",
                MessageAttributes = new(StringComparer.Ordinal) { ["Colour"] = new MessageAttributeValue { DataType = "String", StringValue = "red" } },
            },
            TestContext.Current.CancellationToken);

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

        await mapping.RunAsync(1, stop.Token).WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);

        var again = await aws.Clients.Sqs.ReceiveMessageAsync(new ReceiveMessageRequest(queue) { WaitTimeSeconds = 2 }, TestContext.Current.CancellationToken);
        Assert.Equal("one", Assert.Single(again.Messages).Body);

        async Task<InvocationResult> HangAsync(ReadOnlyMemory<byte> payload, string traceId, CancellationToken cancellationToken)
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new InvocationResult(default);
        }
    }

    [Fact]
    public async Task A_missing_queue_is_reported_once_and_polled_again()
    {
        using var stop = new CancellationTokenSource();
        var mapping = new EventSourceMapping(aws.Clients.Sqs, "http://127.0.0.1/000000000000/nowhere", "us-east-1", (_, _, _) => throw new InvalidOperationException(), new(), _said.Enqueue);

        var running = mapping.RunAsync(3, stop.Token);
        await UntilAsync(() => !_said.IsEmpty);
        Assert.False(running.IsCompleted);
        await stop.CancelAsync();
        await running;

        Assert.StartsWith("Cannot poll the queue", Assert.Single(_said), StringComparison.Ordinal);
    }

    private async Task RunAsync(string queue, Func<JsonElement, string[]> failures, int handled, int left, Func<bool>? until = null)
    {
        using var stop = new CancellationTokenSource();
        var mapping = new EventSourceMapping(aws.Clients.Sqs, queue, "us-east-1", (payload, _, _) => Task.FromResult(Answer(payload, failures)), new(), _said.Enqueue);
        var running = mapping.RunAsync(2, stop.Token);
        await UntilAsync(() => _events.Sum(e => e.GetProperty("Records").GetArrayLength()) >= handled && until?.Invoke() != false);
        await UntilLeftAsync(queue, left);
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
    }

    private InvocationResult Answer(ReadOnlyMemory<byte> payload, Func<JsonElement, string[]> failures)
    {
        using var json = JsonDocument.Parse(payload);
        var received = json.RootElement.Clone();
        _events.Enqueue(received);
        try
        {
            var failed = received.GetProperty("Records").EnumerateArray().SelectMany(failures).Select(id => $$"""{"itemIdentifier":"{{id}}"}""");
            return new InvocationResult(Encoding.UTF8.GetBytes($$"""{"batchItemFailures":[{{string.Join(',', failed)}}]}"""));
        }
        catch (InvalidOperationException e)
        {
            return new InvocationResult(default, new FunctionError(e.GetType().Name, e.Message));
        }
    }

    // The deletion follows the answer. One that should not be comes before the mapping ends.
    private async Task UntilLeftAsync(string queue, int left)
    {
        while (await DepthAsync(queue) > left)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }
    }

    private async Task<int> DepthAsync(string queue)
    {
        var depth = await aws.Clients.Sqs.GetQueueAttributesAsync(new GetQueueAttributesRequest(queue, ["All"]), TestContext.Current.CancellationToken);
        return depth.ApproximateNumberOfMessages + depth.ApproximateNumberOfMessagesNotVisible;
    }

    // What the mapping left is in flight: made visible again by reading the emulator's queue through its handles.
    private async Task<List<string>> LeftAsync(string queue, int expected)
    {
        Assert.Equal(expected, await DepthAsync(queue));
        foreach (var record in _events.SelectMany(e => e.GetProperty("Records").EnumerateArray()).TakeWhile(_ => expected > 0))
        {
            await ShowAsync(queue, record.GetProperty("receiptHandle").GetString()!);
        }

        var left = await aws.Clients.Sqs.ReceiveMessageAsync(new ReceiveMessageRequest(queue) { MaxNumberOfMessages = 10 }, TestContext.Current.CancellationToken);
        return left.Messages?.ConvertAll(message => message.Body) ?? [];
    }

    private async Task ShowAsync(string queue, string receiptHandle)
    {
        try
        {
            await aws.Clients.Sqs.ChangeMessageVisibilityAsync(
                new ChangeMessageVisibilityRequest(queue, receiptHandle, visibilityTimeout: 0), TestContext.Current.CancellationToken);
        }
        catch (Amazon.SQS.AmazonSQSException)
        {
            // It was deleted.
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(5));
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
        }
    }

    private static string Body(JsonElement record) => record.GetProperty("body").GetString()!;

    private static string Id(JsonElement record) => record.GetProperty("messageId").GetString()!;

    private sealed class FirstReset : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Reset { InnerHandler = new SocketsHttpHandler() });
    }

    // HttpClient asks a new connection for its peer's address, and lets this exception through when that is gone already.
    private sealed class Reset : DelegatingHandler
    {
        private int _requests;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Interlocked.Increment(ref _requests) == 1 ? throw new SocketException((int)SocketError.NotConnected) : base.SendAsync(request, cancellationToken);
    }
}
