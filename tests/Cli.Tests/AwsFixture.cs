using Amazon.Runtime;
using Amazon.SQS;
using MmsQueue.Emulator.Aws;

[assembly: AssemblyFixture(typeof(MmsQueue.Cli.Tests.AwsFixture))]

namespace MmsQueue.Cli.Tests;

/// <summary>The emulated AWS, started once for all tests of this assembly.</summary>
public sealed class AwsFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mmsq-aws-");
    private Emulators? _emulators;

    internal Uri Endpoint => _emulators!.Sqs;

    internal AmazonSQSClient Sqs { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _emulators = await Emulators.StartAsync(_folder.FullName, static _ => { }, TestContext.Current.CancellationToken);
        Sqs = new AmazonSQSClient(new BasicAWSCredentials("local", "local"), new AmazonSQSConfig { ServiceURL = Endpoint.ToString() });
    }

    public async ValueTask DisposeAsync()
    {
        Sqs?.Dispose();
        if (_emulators is not null)
        {
            await _emulators.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }
}
