using Amazon.DynamoDBv2;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;
using MmsQueue.Bench.Functions;
using MmsQueue.Bench.Servers;
using MmsQueue.Ingress;

namespace MmsQueue.Bench.Ingress;

/// <summary>The webhook handler with its real parts, each of its two calls alone, and the tutorial's way, with the same servers.</summary>
internal sealed class SampleIngress : IDisposable
{
    private const int Photo = 100_000;
    private static readonly BasicAWSCredentials Credentials = new("local", "local");

    private readonly RunningServers _servers;
    private readonly AmazonDynamoDBClient _dynamoDb;
    private readonly AmazonSQSClient _sqs;
    private readonly AmazonS3Client _s3;
    private readonly HttpClient _http = TrustingClient.Create();
    private readonly DynamoDbUserStore _users;
    private readonly SqsMediaQueue _queue;
    private readonly WebhookHandler _handler;
    private readonly TutorialWebhook _tutorial;
    private readonly MmsQueue.Ingress.Webhook _parsed = SampleWebhook.Parsed();
    private readonly APIGatewayHttpApiV2ProxyRequest[] _requests = [.. Enumerable.Range(0, 250).Select(_ => SampleWebhook.Request())];
    private int _sent;

    public SampleIngress(RunningServers servers)
    {
        _servers = servers;
        _dynamoDb = new AmazonDynamoDBClient(Credentials, TrustingClient.At(servers.Tls, new AmazonDynamoDBConfig()));
        _sqs = new AmazonSQSClient(Credentials, TrustingClient.At(servers.Tls, new AmazonSQSConfig()));
        _s3 = new AmazonS3Client(Credentials, TrustingClient.At(servers.Tls, new AmazonS3Config { ForcePathStyle = true }));
        _users = new DynamoDbUserStore(_dynamoDb, "users");
        _queue = new SqsMediaQueue(_sqs, new Uri(servers.Tls, "/000000000000/media").ToString());
        _handler = SampleWebhook.Handler(_users, _queue);
        _tutorial = new TutorialWebhook(_http, _s3, _dynamoDb);
    }

    public Task UserAsync(CancellationToken cancellationToken) =>
        _users.CountAsync(_parsed, TimeProvider.System.GetUtcNow(), cancellationToken);

    public Task EnqueueAsync(CancellationToken cancellationToken) =>
        _queue.SendAsync([Events.Job(_servers.Tls, Photo)], cancellationToken);

    public Task WebhookAsync(CancellationToken cancellationToken) =>
        SampleWebhook.AcceptedAsync(_handler, _requests[Interlocked.Increment(ref _sent) % _requests.Length], cancellationToken);

    public Task TutorialAsync(CancellationToken cancellationToken)
    {
        var job = Events.Job(_servers.Tls, Photo);
        return _tutorial.AnswerAsync(new Uri(job.MediaUrl), job.Key, cancellationToken);
    }

    public void Dispose()
    {
        _dynamoDb.Dispose();
        _sqs.Dispose();
        _s3.Dispose();
        _http.Dispose();
    }
}
