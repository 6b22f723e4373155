using MmsQueue.Emulator.Aws;

namespace MmsQueue.Testing;

/// <summary>SQS, S3, and DynamoDB, emulated with their data in a temporary folder.</summary>
public sealed class LocalAws : IAsyncDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("mms-queue-aws-");
    private Emulators? _emulators;

    /// <summary>The endpoint of SQS.</summary>
    public Uri Sqs => Running.Sqs;

    /// <summary>The endpoint of S3.</summary>
    public Uri S3 => Running.S3;

    /// <summary>The endpoint of DynamoDB.</summary>
    public Uri DynamoDb => Running.DynamoDb;

    private Emulators Running => _emulators ?? throw new InvalidOperationException("The emulators have not been started.");

    /// <summary>Starts the emulators.</summary>
    public async Task StartAsync(CancellationToken cancellationToken) =>
        _emulators = await Emulators.StartAsync(_data.FullName, _ => { }, cancellationToken);

    /// <summary>Stops the emulators and deletes their data.</summary>
    public async ValueTask DisposeAsync()
    {
        await (_emulators?.DisposeAsync() ?? ValueTask.CompletedTask);
        _data.Delete(recursive: true);
    }
}
