using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SQS;
using MmsQueue.Shared;
using MmsQueue.Worker.Store;

[assembly: AssemblyFixture(typeof(AwsEmulator))]

namespace MmsQueue.Worker.Tests.Fakes;

/// <summary>Emulated SQS and S3, started once for all tests.</summary>
public sealed class AwsEmulator : IAsyncLifetime
{
    public const string Bucket = "media-bucket";

    private readonly LocalAws _aws = new();

    internal AmazonSQSClient Sqs => field ??= SqsAt(_aws.Sqs);

    internal AmazonS3Client S3 => field ??= S3At(_aws.S3);

    public async ValueTask InitializeAsync()
    {
        await _aws.StartAsync(TestContext.Current.CancellationToken);
        await S3.PutBucketAsync(Bucket, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Sqs.Dispose();
        S3.Dispose();
        await _aws.DisposeAsync();
    }

    internal static AmazonSQSClient SqsAt(Uri endpoint) =>
        new(AwsClient.Config<AmazonSQSConfig>(TimeSpan.FromMinutes(5), retries: 0).At(endpoint));

    /// <summary>The worker's own client.</summary>
    internal static AmazonS3Client S3At(Uri endpoint) => new(S3ConfigAt(endpoint));

    internal static AmazonS3Config S3ConfigAt(Uri endpoint) =>
        S3MediaStore.Config(TimeSpan.FromMinutes(5), isOwnEndpoint: true).At(endpoint);

    internal IMediaStore Store(WorkerOptions options) => new S3MediaStore(S3, options with { MediaBucket = Bucket }, isPlainHttp: true);

    internal async Task<string> CreateQueueAsync() =>
        (await Sqs.CreateQueueAsync($"queue-{Guid.CreateVersion7():n}", TestContext.Current.CancellationToken)).QueueUrl;

    /// <summary>An object and its bytes, or null.</summary>
    internal async Task<(GetObjectResponse Response, byte[] Bytes)?> GetAsync(string key)
    {
        try
        {
            var response = await S3.GetObjectAsync(Bucket, key, TestContext.Current.CancellationToken);
            using var bytes = new MemoryStream();
            await response.ResponseStream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
            return (response, bytes.ToArray());
        }
        catch (AmazonS3Exception e) when (e.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
