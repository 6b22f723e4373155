using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SQS;
using MmsQueue.Emulator.Aws;
using MmsQueue.Shared;
using MmsQueue.Worker.Store;
using MmsQueue.Worker.Tests;

[assembly: AssemblyFixture(typeof(AwsEmulator))]

namespace MmsQueue.Worker.Tests;

/// <summary>SQS and S3 by their real protocols, with data of their own, once for all tests.</summary>
public sealed class AwsEmulator : IAsyncLifetime
{
    public const string Bucket = "media-bucket";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("worker-tests-");
    private Emulators? _emulators;

    internal AmazonSQSClient Sqs { get; private set; } = null!;

    internal AmazonS3Client S3 { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _emulators = await Emulators.StartAsync(_data.FullName, _ => { }, TestContext.Current.CancellationToken);
        Sqs = SqsAt(_emulators.Sqs);
        S3 = S3At(_emulators.S3);
        await S3.PutBucketAsync(Bucket, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Sqs?.Dispose();
        S3?.Dispose();
        if (_emulators is not null)
        {
            await _emulators.DisposeAsync();
        }

        _data.Delete(recursive: true);
    }

    internal static AmazonSQSClient SqsAt(Uri endpoint)
    {
        var config = AwsClient.Config<AmazonSQSConfig>(TimeSpan.FromMinutes(5), retries: 0);
        config.ServiceURL = endpoint.ToString();
        config.AuthenticationRegion = "us-east-1";
        return new AmazonSQSClient(new BasicAWSCredentials("local", "local"), config);
    }

    /// <summary>The worker's own client.</summary>
    internal static AmazonS3Client S3At(Uri endpoint) => new(S3ConfigAt(endpoint));

    internal static AmazonS3Config S3ConfigAt(Uri endpoint)
    {
        var config = S3MediaStore.Config(TimeSpan.FromMinutes(5), isOwnEndpoint: true);
        config.ServiceURL = endpoint.ToString();
        config.AuthenticationRegion = "us-east-1";
        config.DefaultAWSCredentials = new BasicAWSCredentials("local", "local");
        return config;
    }

    internal IMediaStore Store(WorkerOptions options) => new S3MediaStore(S3, options with { MediaBucket = Bucket }, isPlainHttp: true);

    internal async Task<string> CreateQueueAsync() =>
        (await Sqs.CreateQueueAsync($"queue-{Guid.CreateVersion7():n}", TestContext.Current.CancellationToken)).QueueUrl;

    /// <summary>The object under a key, with its bytes; null when there is none.</summary>
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
