using Amazon.Runtime;
using Amazon.S3;
using MmsQueue.Bench.Functions;
using MmsQueue.Bench.Servers;
using MmsQueue.Shared;
using MmsQueue.Shared.Diagnostics;
using MmsQueue.Worker;
using MmsQueue.Worker.Fetch;
using MmsQueue.Worker.Queue;
using MmsQueue.Worker.Store;

namespace MmsQueue.Bench.Worker;

/// <summary>The worker's handler with its real parts and the bench's servers. It must not need its queues.</summary>
internal sealed class SampleWorker : IDisposable
{
    private readonly Uri _media;
    private readonly AmazonS3Client _s3;
    private readonly HttpClient _http;
    private readonly MediaJobHandler _handler;

    public SampleWorker(Uri media, Uri s3)
    {
        _media = media;
        var options = new WorkerOptions
        {
            MediaBucket = "bucket",
            MediaQueueUrl = "",
            DeadLetterQueueUrl = "",
            TwilioAccountSid = BenchFunctions.Account,
            TwilioUser = BenchFunctions.Account,
            TwilioPassword = BenchFunctions.Token,
            ExtraMediaOrigins = [media],
        };
        var time = TimeProvider.System;
        var hosts = new MediaHosts(options);
        _http = MediaHttpClient.Create(hosts);
        _s3 = new AmazonS3Client(Config(s3));
        var lines = new JsonLines(Stream.Null);
        var log = new WorkerLog(new JsonLinesLogger(lines, time, "worker"), new EmbeddedMetrics(lines, time, "worker"));
        _handler = new MediaJobHandler(
            options,
            new MediaFetcher(_http, hosts, options, time),
            new S3MediaStore(_s3, options, isPlainHttp: false),
            new NoQueue(),
            new TryPolicy(options, time, () => 0.5),
            log,
            time);
    }

    /// <summary>The worker's own client configuration.</summary>
    public static AmazonS3Config Config(Uri s3)
    {
        var config = TrustingClient.At(s3, S3MediaStore.Config(TimeSpan.FromSeconds(20), isOwnEndpoint: true));
        config.DefaultAWSCredentials = new BasicAWSCredentials("local", "local");
        return config;
    }

    /// <summary>Fetches and stores one media file of this size.</summary>
    public async Task StoreAsync(int size, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(2), TimeProvider.System);
        var job = Events.Job(_media, size);
        var received = new ReceivedJob(
            job.MessageSid, "receipt", job.ToJson(), ReceiveCount: 1, ReplayCount: 0, FirstReceivedAt: null, TraceHeader: null);
        if (!await _handler.HandleAsync(received, deadline))
        {
            throw new InvalidOperationException("The media file was not stored.");
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    public void Dispose()
    {
        _http.Dispose();
        _s3.Dispose();
    }

    private sealed class NoQueue : IJobQueue
    {
        public Task DelayAsync(ReceivedJob job, TimeSpan? atLeast, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("A media file failed that should not have.");

        public Task DeadLetterAsync(ReceivedJob job, FailureReason reason, string detail, CancellationToken cancellationToken) =>
            throw new InvalidOperationException($"A media file was given up: {reason.ToCode()}, {detail}");
    }
}
