using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.SQS;

[assembly: AssemblyFixture(typeof(MmsQueue.Ingress.Tests.Support.Aws))]

namespace MmsQueue.Ingress.Tests.Support;

/// <summary>Emulated DynamoDB and SQS with the users table, started once for all tests.</summary>
public sealed class Aws : IAsyncLifetime
{
    public const string Table = "users";

    private readonly LocalAws _aws = new();
    private int _names;

    public AmazonDynamoDBClient DynamoDb => field ??= new AmazonDynamoDBClient(new AmazonDynamoDBConfig().At(_aws.DynamoDb));

    public AmazonSQSClient Sqs => field ??= new AmazonSQSClient(new AmazonSQSConfig().At(_aws.Sqs));

    public async ValueTask InitializeAsync()
    {
        var token = TestContext.Current.CancellationToken;
        await _aws.StartAsync(token);
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
        await _aws.DisposeAsync();
    }

    /// <summary>A phone number that no other test uses.</summary>
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
