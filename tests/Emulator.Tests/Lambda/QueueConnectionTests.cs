using System.Collections.Concurrent;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.SQS;
using MmsQueue.Emulator.Lambda;

namespace MmsQueue.Emulator.Tests.Lambda;

/// <summary>The event source mapping when its queue cannot be reached.</summary>
public sealed class QueueConnectionTests(AwsFixture aws) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly ConcurrentQueue<string> _said = new();
    private readonly SemaphoreSlim _reported = new(0);
    private readonly SemaphoreSlim _handled = new(0);
    private readonly CancellationTokenSource _stop = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _reported.Dispose();
        _handled.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task Polling_continues_after_a_truncated_response()
    {
        await using var server = new BreakingServer();
        using var sqs = Client(server.Url);

        var running = Mapping(sqs, server.Url + "/queue").RunAsync(concurrency: 1, _stop.Token);
        Assert.True(await _reported.WaitAsync(Patience, Token));
        await server.NextRequestAsync(Token).WaitAsync(Patience, Token);
        await _stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Polling_continues_after_a_connection_reset()
    {
        var queue = await aws.QueueAsync("one");
        using var sqs = Client(aws.Endpoints.Sqs.ToString(), new FirstReset());

        var running = Mapping(sqs, queue).RunAsync(concurrency: 1, _stop.Token);
        Assert.True(await _handled.WaitAsync(Patience, Token));
        await _stop.CancelAsync();
        await running;

        Assert.StartsWith("Cannot poll the queue", Assert.Single(_said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_queue_is_reported_once_and_polled_again()
    {
        var mapping = Mapping(aws.Clients.Sqs, "http://127.0.0.1/000000000000/nowhere");

        var running = mapping.RunAsync(concurrency: 3, _stop.Token);
        Assert.True(await _reported.WaitAsync(Patience, Token));
        Assert.False(running.IsCompleted);
        await _stop.CancelAsync();
        await running;

        Assert.StartsWith("Cannot poll the queue", Assert.Single(_said), StringComparison.Ordinal);
    }

    private static AmazonSQSClient Client(string url, HttpClientFactory? factory = null) => new(
        new BasicAWSCredentials("local", "local"),
        new AmazonSQSConfig { ServiceURL = url, AuthenticationRegion = "us-east-1", MaxErrorRetry = 0, HttpClientFactory = factory });

    private EventSourceMapping Mapping(IAmazonSQS sqs, string queue) => new(sqs, queue, "us-east-1", HandleAsync, new(), Say);

    private Task<InvocationResult> HandleAsync(ReadOnlyMemory<byte> payload, string traceId, CancellationToken cancellationToken)
    {
        _handled.Release();
        return Task.FromResult(new InvocationResult("""{"batchItemFailures":[]}"""u8.ToArray()));
    }

    private void Say(string line)
    {
        _said.Enqueue(line);
        _reported.Release();
    }

    private sealed class FirstReset : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
            new(new Reset { InnerHandler = new SocketsHttpHandler() });
    }

    // HttpClient asks a new connection for its peer's address, and does not catch this exception if the peer has gone.
    private sealed class Reset : DelegatingHandler
    {
        private int _requests;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Interlocked.Increment(ref _requests) == 1
                ? throw new SocketException((int)SocketError.NotConnected)
                : base.SendAsync(request, cancellationToken);
    }
}
