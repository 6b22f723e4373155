using System.Net;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using MmsQueue.Emulator.Aws;

namespace MmsQueue.EndToEnd.Tests.Chaos;

/// <summary>A separate system whose workers fetch from the chaos server, with settings that scale its times down.</summary>
internal sealed class ChaosSystem : IAsyncDisposable
{
    /// <summary>More receives than a busy machine can waste, so that no job here reaches the limit.</summary>
    public const string MaxReceiveCount = "1000";

    private readonly TemporaryFolder _data = new();
    private readonly TemporaryFolder _aws = new();
    private Emulators? _emulators;
    private LocalProcess? _local;

    public ChaosQueues Queues { get; private set; } = null!;

    public int ProcessId => _local!.Id;

    /// <summary>The number of batches that were interrupted because their environment died.</summary>
    public int BrokenBatches => _local!.Errors.Split('\n').Count(line => line.Contains("failed an entire batch", StringComparison.Ordinal));

    public async Task StartAsync(Uri mediaOrigin, CancellationToken cancellationToken)
    {
        await StartEmulatorsAsync(cancellationToken);
        StartLocal(mediaOrigin.GetLeftPart(UriPartial.Authority));
        await WorkingAsync(cancellationToken);
    }

    /// <summary>Stops everything except the emulated AWS, so that its state no longer changes.</summary>
    public Task EndLocalAsync() => _local!.InterruptAsync();

    /// <summary>The SHA-256 of each object by its key; keys without an object are left out.</summary>
    public async Task<IReadOnlyDictionary<string, string>> StoredAsync(IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        using var s3 = new AmazonS3Client(
            new BasicAWSCredentials("local", "local"),
            new AmazonS3Config { ServiceURL = _emulators!.S3.ToString(), ForcePathStyle = true });
        var stored = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            try
            {
                using var item = await s3.GetObjectAsync("mmsqueue-media", key, cancellationToken);
                stored[key] = Convert.ToHexString(await SHA256.HashDataAsync(item.ResponseStream, cancellationToken));
            }
            catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
            {
                // It is not stored.
            }
        }

        return stored;
    }

    public async ValueTask DisposeAsync()
    {
        if (_local is not null)
        {
            await _local.DisposeAsync();
        }

        Queues?.Dispose();
        if (_emulators is not null)
        {
            await _emulators.DisposeAsync();
        }

        _data.Dispose();
        _aws.Dispose();
    }

    private async Task StartEmulatorsAsync(CancellationToken cancellationToken)
    {
        _emulators = await Emulators.StartAsync(_aws.Path, _ => { }, cancellationToken);
        Queues = await ChaosQueues.CreateAsync(_emulators.Sqs, cancellationToken);
    }

    private void StartLocal(string mediaOrigin) => _local = LocalProcess.Start(
        _data.Path,
        ["--concurrency", "2"],
        ("AWS_ENDPOINT_URL_SQS", _emulators!.Sqs.ToString()),
        ("AWS_ENDPOINT_URL_DYNAMODB", _emulators.DynamoDb.ToString()),
        ("AWS_ENDPOINT_URL_S3", _emulators.S3.ToString()),
        ("MEDIA_QUEUE_URL", Queues.MediaUrl),
        ("DEAD_LETTER_QUEUE_URL", Queues.DeadLetterUrl),
        ("EXTRA_MEDIA_ORIGINS", mediaOrigin),
        ("TWILIO_ACCOUNT_SID", ChaosMediaServer.Account),
        ("TWILIO_AUTH_TOKEN", ChaosMediaServer.Token),
        ("REDELIVERY_SECONDS", "1,1,2,2,3"),
        // Fewer tries than some faults last, so that redelivery is used too.
        ("MAX_TRIES", "2"),
        ("RETRY_DELAY_MS", "50"),
        ("MAX_RECEIVE_COUNT", MaxReceiveCount),
        // Longer than a run, shorter than the age of the old jobs.
        ("NOT_FOUND_GRACE_SECONDS", "1800"));

    // These workers may not fetch Local's own first photo, so its dead letter shows that they work.
    private async Task WorkingAsync(CancellationToken cancellationToken)
    {
        var ended = _local!.ExitedAsync();
        while (await Queues.TakeDeadLettersAsync(cancellationToken) is [])
        {
            Assert.False(ended.IsCompleted, $"Local ended:\n{_local.Errors}");
        }
    }
}
