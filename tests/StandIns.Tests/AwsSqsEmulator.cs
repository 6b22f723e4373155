using Amazon.Runtime;
using Amazon.SQS;
using MmsQueue.Local;

namespace StandIns.Tests;

/// <summary>A queue service that speaks the real protocol, with its own data, and a client of it.</summary>
public sealed class AwsSqsEmulator : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("sqs-tests-");
    private Emulators? _emulators;
    private AmazonSQSClient? _client;

    public AmazonSQSClient Client => _client!;

    public async ValueTask InitializeAsync()
    {
        _emulators = await Emulators.StartAsync(_data.FullName, _ => { }, TestContext.Current.CancellationToken);
        _client = new AmazonSQSClient(
            new BasicAWSCredentials("local", "local"),
            new AmazonSQSConfig { ServiceURL = _emulators.Sqs.AbsoluteUri, AuthenticationRegion = "us-east-1" });
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_emulators is not null)
        {
            await _emulators.DisposeAsync();
        }

        _data.Delete(recursive: true);
    }

    /// <summary>The URL of a new queue.</summary>
    internal async Task<string> CreateQueueAsync(string name) =>
        (await Client.CreateQueueAsync(name, TestContext.Current.CancellationToken)).QueueUrl;
}
