using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.SQS;
using MmsQueue.Emulator.Aws;

[assembly: AssemblyFixture(typeof(Ingress.Tests.Support.Aws))]

namespace Ingress.Tests.Support;

/// <summary>The emulated DynamoDB and SQS, started once for all tests, with the table of users.</summary>
public sealed class Aws : IAsyncLifetime
{
    public const string Table = "users";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("ingress-tests-");
    private Emulators? _emulators;
    private int _names;

    public AmazonDynamoDBClient DynamoDb => field ??= new AmazonDynamoDBClient(
        new BasicAWSCredentials("local", "local"),
        new AmazonDynamoDBConfig { ServiceURL = _emulators!.DynamoDb.AbsoluteUri, AuthenticationRegion = "us-east-1" });

    public AmazonSQSClient Sqs => field ??= new AmazonSQSClient(
        new BasicAWSCredentials("local", "local"),
        new AmazonSQSConfig { ServiceURL = _emulators!.Sqs.AbsoluteUri, AuthenticationRegion = "us-east-1" });

    public async ValueTask InitializeAsync()
    {
        var token = TestContext.Current.CancellationToken;
        _emulators = await Emulators.StartAsync(_data.FullName, _ => { }, token);
        var table = new CreateTableRequest
        {
            TableName = Table,
            KeySchema = [new("fromNumber", KeyType.HASH)],
            AttributeDefinitions = [new("fromNumber", ScalarAttributeType.S)],
            BillingMode = BillingMode.PAY_PER_REQUEST,
        };
        await DynamoDb.CreateTableAsync(table, token);
        while ((await DynamoDb.DescribeTableAsync(Table, token)).Table.TableStatus != TableStatus.ACTIVE)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        DynamoDb.Dispose();
        Sqs.Dispose();
        if (_emulators is not null)
        {
            await _emulators.DisposeAsync();
        }

        _data.Delete(recursive: true);
    }

    /// <summary>A number that no other test uses.</summary>
    internal string NewSender() => "+1415555" + Interlocked.Increment(ref _names).ToString("0000", CultureInfo.InvariantCulture);

    internal async Task<string> NewQueueAsync() =>
        (await Sqs.CreateQueueAsync($"queue-{Interlocked.Increment(ref _names)}", TestContext.Current.CancellationToken)).QueueUrl;

    internal async Task<Dictionary<string, string>> UserAsync(string from)
    {
        var key = new Dictionary<string, AttributeValue>(StringComparer.Ordinal) { ["fromNumber"] = new(from) };
        var item = await DynamoDb.GetItemAsync(Table, key, TestContext.Current.CancellationToken);
        return (item.Item ?? []).ToDictionary(pair => pair.Key, pair => pair.Value.S ?? pair.Value.N, StringComparer.Ordinal);
    }
}
