using Amazon.Runtime;
using Amazon.SQS;

[assembly: AssemblyFixture(typeof(MmsQueue.Cli.Tests.AwsFixture))]

namespace MmsQueue.Cli.Tests;

/// <summary>The emulated AWS, started once for all tests of this assembly.</summary>
public sealed class AwsFixture : IAsyncLifetime
{
    public LocalAws Aws { get; } = new();

    internal Uri Endpoint => Aws.Sqs;

    internal AmazonSQSClient Sqs { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Aws.StartAsync(TestContext.Current.CancellationToken);
        Sqs = new AmazonSQSClient(new BasicAWSCredentials("local", "local"), new AmazonSQSConfig { ServiceURL = Endpoint.ToString() });
    }

    public async ValueTask DisposeAsync()
    {
        Sqs?.Dispose();
        await Aws.DisposeAsync();
    }
}
