using Amazon.DynamoDBv2;
using Amazon.Runtime;
using MmsQueue.Emulator.Aws;

namespace MmsQueue.EndToEnd.Tests;

/// <summary>A system of its own whose SQS and DynamoDB can be taken away, and whose functions can be killed.</summary>
public sealed class FlakySystem : IAsyncLifetime
{
    private readonly DataFolder _data = new();
    private readonly DataFolder _aws = new();
    private Emulators? _emulators;
    private LocalProcess? _local;

    internal string DataPath => _data.Path;

    internal FlakyProxy Sqs { get; private set; } = null!;

    internal FlakyProxy DynamoDb { get; private set; } = null!;

    internal Client Client { get; private set; } = null!;

    internal int ProcessId => _local!.Id;

    public async ValueTask InitializeAsync()
    {
        _emulators = await Emulators.StartAsync(_aws.Path, _ => { }, TestContext.Current.CancellationToken);
        Sqs = new FlakyProxy(_emulators.Sqs);
        DynamoDb = new FlakyProxy(_emulators.DynamoDb);
        _local = LocalProcess.Start(
            _data.Path,
            [],
            ("AWS_ENDPOINT_URL_SQS", Sqs.Url.ToString()),
            ("AWS_ENDPOINT_URL_DYNAMODB", DynamoDb.Url.ToString()),
            ("AWS_ENDPOINT_URL_S3", _emulators.S3.ToString()));
        await _local.ServingAsync();
        Client = new Client(Stack.Read(_data.Path), new AmazonDynamoDBClient(
            new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig { ServiceURL = _emulators.DynamoDb.ToString() }), _local, _data.Path);
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (_local is not null)
        {
            await _local.DisposeAsync();
        }

        await Sqs.DisposeAsync();
        await DynamoDb.DisposeAsync();
        if (_emulators is not null)
        {
            await _emulators.DisposeAsync();
        }

        _data.Dispose();
        _aws.Dispose();
    }
}
