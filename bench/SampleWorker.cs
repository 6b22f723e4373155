using System.Globalization;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using MmsQueue.Shared;
using MmsQueue.Shared.Diagnostics;
using MmsQueue.Worker;
using MmsQueue.Worker.Fetch;
using MmsQueue.Worker.Queue;
using MmsQueue.Worker.Store;

namespace MmsQueue.Bench;

/// <summary>The worker's handler with its real parts, between the bench's servers; it must not need its queues.</summary>
internal sealed class SampleWorker : IDisposable
{
    private const string Account = "AC00000000000000000000000000000001";

    private readonly Uri _servers;
    private readonly AmazonS3Client _s3;
    private readonly HttpClient _http;
    private readonly MediaJobHandler _handler;

    public SampleWorker(Uri servers, Uri s3)
    {
        _servers = servers;
        var options = new WorkerOptions
        {
            MediaBucket = "bucket",
            MediaQueueUrl = "",
            DeadLetterQueueUrl = "",
            TwilioAccountSid = Account,
            TwilioUser = Account,
            TwilioPassword = "token",
            ExtraMediaOrigins = [servers],
        };
        var time = TimeProvider.System;
        var hosts = new MediaHosts(options);
        _http = MediaHttpClient.Create(hosts);
        var config = S3MediaStore.Config(options.TryTimeout, isOwnEndpoint: true);
        config.ServiceURL = s3.ToString();
        config.AuthenticationRegion = "us-east-1";
        config.HttpClientFactory = new BenchHttpClientFactory();
        _s3 = new AmazonS3Client(new BasicAWSCredentials("local", "local"), config);
        var lines = new JsonLines(Stream.Null);
        var log = new WorkerLog(new JsonLinesLogger(lines, time, "worker"), new EmbeddedMetrics(lines, time, "worker"));
        _handler = new MediaJobHandler(
            options, new MediaFetcher(_http, hosts, options, time), new S3MediaStore(_s3, options, isPlainHttp: false), new NoQueue(), new TryPolicy(options, time, () => 0.5), log, time);
    }

    /// <summary>Has one media of so many bytes fetched and stored.</summary>
    public async Task StoreAsync(int size, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(2), TimeProvider.System);
        if (!await _handler.HandleAsync(Received(size), deadline))
        {
            throw new InvalidOperationException("The media was not stored.");
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Where the bench's servers have a media of so many bytes.</summary>
    public static Uri MediaUrl(Uri servers, string message, int size) =>
        new(servers, string.Create(CultureInfo.InvariantCulture, $"/2010-04-01/Accounts/{Account}/Messages/{message}/Media/ME{size:x32}"));

    public void Dispose()
    {
        _http.Dispose();
        _s3.Dispose();
    }

    private ReceivedJob Received(int size)
    {
        var message = "MM" + RandomNumberGenerator.GetHexString(32, lowercase: true);
        var job = new MediaJob
        {
            Version = MediaJob.CurrentVersion,
            MessageSid = message,
            AccountSid = Account,
            MediaIndex = 0,
            MediaUrl = MediaUrl(_servers, message, size).ToString(),
            ContentType = "image/jpeg",
            Key = $"media/aaaaaaaaaaaaaaaa/{message}.jpg",
            ReceivedAt = TimeProvider.System.GetUtcNow(),
        };
        return new ReceivedJob(message, "receipt", job.ToJson(), ReceiveCount: 1, ReplayCount: 0, FirstReceivedAt: null, TraceHeader: null);
    }

    private sealed class NoQueue : IJobQueue
    {
        public Task DelayAsync(ReceivedJob job, TimeSpan? atLeast, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("A media failed that should not have.");

        public Task DeadLetterAsync(ReceivedJob job, FailureReason reason, string detail, CancellationToken cancellationToken) =>
            throw new InvalidOperationException($"A media was given up: {reason.ToCode()}, {detail}");
    }

    private sealed class BenchHttpClientFactory : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => BareCopy.TrustingClient();

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => true;
    }
}
