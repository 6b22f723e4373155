using Amazon.DynamoDBv2;
using Amazon.Runtime;
using MmsQueue.Emulator.Aws;

namespace MmsQueue.EndToEnd.Tests;

/// <summary>A separate system whose SQS and DynamoDB can be made to fail, and whose functions can be killed.</summary>
public sealed class FlakySystem : IAsyncLifetime
{
    private readonly TemporaryFolder _data = new();
    private readonly TemporaryFolder _aws = new();
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
        var dynamoDb = new AmazonDynamoDBConfig { ServiceURL = _emulators.DynamoDb.ToString() };
        var credentials = new BasicAWSCredentials("local", "local");
        Client = new Client(Stack.Read(_data.Path), new AmazonDynamoDBClient(credentials, dynamoDb), _local, _data.Path);
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
