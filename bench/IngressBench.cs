using Amazon.DynamoDBv2;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Runtime;
using Amazon.SQS;
using MmsQueue.Ingress;
using MmsQueue.Local;
using MmsQueue.Shared;

namespace MmsQueue.Bench;

/// <summary>The webhook costs one parallel round trip: its median is held to that of the slower of its two calls.</summary>
internal static class IngressBench
{
    private const double Target = 1.25;
    private const int WarmUp = 30;
    private const int Rounds = 200;

    private static readonly TimeSpan Distance = TimeSpan.FromMilliseconds(20);

    public static async Task<int> RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var data = Directory.CreateTempSubdirectory("mmsqueue-bench-").FullName;
        try
        {
            await using var emulators = await Emulators.StartAsync(data, Console.Error.WriteLine, cancellationToken);
            await using var dynamoDb = await DelayingProxy.StartAsync(emulators.DynamoDb, Distance, cancellationToken);
            await using var sqs = await DelayingProxy.StartAsync(emulators.Sqs, Distance, cancellationToken);
            var endpoints = AwsEndpoints.Of(emulators);
            using var aws = new AwsClients(endpoints);
            var stack = await Stack.CreateAsync(aws, endpoints, _ => null, cancellationToken);
            var ratio = await LatencyAsync(stack, dynamoDb.Url, sqs.Url, output, cancellationToken);
            await AllocationsAsync(output, cancellationToken);
            await output.WriteLineAsync(ratio <= Target ? $"ok: {ratio:0.00} <= {Target}" : $"MISSED: {ratio:0.00} > {Target}");
            return ratio <= Target ? 0 : 1;
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<double> LatencyAsync(Stack stack, string dynamoDbUrl, string sqsUrl, TextWriter output, CancellationToken cancellationToken)
    {
        var credentials = new BasicAWSCredentials("local", "local");
        using var dynamoDb = new AmazonDynamoDBClient(credentials, new AmazonDynamoDBConfig { ServiceURL = dynamoDbUrl });
        using var sqs = new AmazonSQSClient(credentials, new AmazonSQSConfig { ServiceURL = sqsUrl });
        var users = new DynamoDbUserStore(dynamoDb, stack.UsersTable);
        var queue = new SqsMediaQueue(sqs, stack.MediaQueueUrl);
        var handler = SampleWebhook.Handler(users, queue);

        var (user, enqueue, webhook) = (new Samples(), new Samples(), new Samples());
        for (var round = 0; round < WarmUp + Rounds; round++)
        {
            if (round == WarmUp)
            {
                (user, enqueue, webhook) = (new Samples(), new Samples(), new Samples());
            }

            await user.MeasureAsync(() => users.CountAsync(SampleWebhook.Parsed(), TimeProvider.System.GetUtcNow(), cancellationToken));
            await enqueue.MeasureAsync(() => queue.SendAsync([SampleWebhook.Job()], cancellationToken));
            await webhook.MeasureAsync(() => SampleWebhook.AcceptedAsync(handler, cancellationToken));
        }

        var ratio = webhook.Median / Math.Max(user.Median, enqueue.Median);
        await output.WriteLineAsync($"one photo, {Distance.TotalMilliseconds} ms added to each AWS call, {Rounds} rounds after {WarmUp}, in turn:");
        await output.WriteLineAsync($"  user write  {user.Median,6:0.0} ms median  ({user.At(0.1):0.0} to {user.At(0.9):0.0}, 10th to 90th percentile)");
        await output.WriteLineAsync($"  enqueue     {enqueue.Median,6:0.0} ms median  ({enqueue.At(0.1):0.0} to {enqueue.At(0.9):0.0})");
        await output.WriteLineAsync($"  webhook     {webhook.Median,6:0.0} ms median  ({webhook.At(0.1):0.0} to {webhook.At(0.9):0.0}), {ratio:0.00} x the slower call");
        return ratio;
    }

    // Without the SDK, and without making the request: what is ours.
    private static async Task AllocationsAsync(TextWriter output, CancellationToken cancellationToken)
    {
        const int Webhooks = 1000;
        var handler = SampleWebhook.Handler(new NoUsers(), new NoQueue());
        APIGatewayHttpApiV2ProxyRequest[] requests = [.. Enumerable.Range(0, 2 * Webhooks).Select(_ => SampleWebhook.Request())];
        var before = 0L;
        for (var i = 0; i < requests.Length; i++)
        {
            // The first half warms up.
            before = i == Webhooks ? GC.GetTotalAllocatedBytes(precise: true) : before;
            await handler.HandleAsync(requests[i], cancellationToken);
        }

        await output.WriteLineAsync($"  allocated   {(GC.GetTotalAllocatedBytes(precise: true) - before) / Webhooks / 1024.0,6:0.0} KiB a webhook, without the SDK's share");
    }

    private sealed class NoUsers : IUserStore
    {
        public Task<bool> CountAsync(Ingress.Webhook webhook, DateTimeOffset now, CancellationToken cancellationToken) => Task.FromResult(true);
    }

    private sealed class NoQueue : IMediaQueue
    {
        public Task SendAsync(IReadOnlyList<MediaJob> jobs, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
