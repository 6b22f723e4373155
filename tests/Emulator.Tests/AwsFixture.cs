using System.Globalization;
using Amazon.SQS.Model;
using MmsQueue.Emulator.Aws;

[assembly: AssemblyFixture(typeof(MmsQueue.Emulator.Tests.AwsFixture))]

namespace MmsQueue.Emulator.Tests;

/// <summary>The emulated AWS, started once for all tests of this assembly.</summary>
public sealed class AwsFixture : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private Emulators? _emulators;
    private int _queues;

    internal AwsEndpoints Endpoints { get; private set; } = null!;

    internal AwsClients Clients { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _emulators = await Emulators.StartAsync(_folder.Path, static _ => { }, TestContext.Current.CancellationToken);
        Endpoints = AwsEndpoints.Of(_emulators);
        Clients = new AwsClients(Endpoints);
    }

    public async ValueTask DisposeAsync()
    {
        Clients?.Dispose();
        if (_emulators is not null)
        {
            await _emulators.DisposeAsync();
        }

        _folder.Dispose();
    }

    internal async Task<string> QueueAsync(params string[] bodies)
    {
        var token = TestContext.Current.CancellationToken;
        var name = string.Create(CultureInfo.InvariantCulture, $"queue-{Interlocked.Increment(ref _queues)}");
        var queue = (await Clients.Sqs.CreateQueueAsync(new CreateQueueRequest { QueueName = name }, token)).QueueUrl;
        foreach (var body in bodies)
        {
            await Clients.Sqs.SendMessageAsync(new SendMessageRequest { QueueUrl = queue, MessageBody = body }, token);
        }

        return queue;
    }
}
