using Amazon.DynamoDBv2.Model;
using Amazon.S3;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace MmsQueue.Emulator.Aws;

/// <summary>The queues, the table and the bucket as template.yaml defines them; created if they are missing.</summary>
/// <remarks>A resource that a setting names (MEDIA_QUEUE_URL and so on) is used as it is and not created.</remarks>
public sealed record StackResources(string MediaQueueUrl, string DeadLetterQueueUrl, string UsersTable, string MediaBucket)
{
    /// <summary>Creates what is missing.</summary>
    public static async Task<StackResources> CreateAsync(
        AwsClients aws, AwsEndpoints endpoints, Func<string, string?> variable, CancellationToken cancellationToken)
    {
        async Task<string> Given(string name, Func<Task<string>> create) =>
            variable(name) is { Length: > 0 } value ? value : await create();
        try
        {
            var table = Given("USERS_TABLE", () => CreateTableAsync(aws, cancellationToken));
            var bucket = Given("MEDIA_BUCKET", () => CreateBucketAsync(aws, cancellationToken));
            var deadLetters = await Given(
                "DEAD_LETTER_QUEUE_URL", () => CreateDeadLetterQueueAsync(aws.Sqs, endpoints.Sqs, cancellationToken));
            var media = await Given(
                "MEDIA_QUEUE_URL", () => CreateMediaQueueAsync(aws.Sqs, endpoints.Sqs, deadLetters, cancellationToken));
            return new StackResources(media, deadLetters, await table, await bucket);
        }
        catch (Exception e) when (AwsFailure.Is(e))
        {
            throw new EmulatorException($"Cannot create the queues, the table and the bucket: {e.Message}", e);
        }
    }

    private static Task<string> CreateDeadLetterQueueAsync(IAmazonSQS sqs, Uri endpoint, CancellationToken cancellationToken) =>
        CreateQueueAsync(
            sqs, endpoint, "mmsqueue-dead-letters",
            new(StringComparer.Ordinal) { ["MessageRetentionPeriod"] = "1209600" }, cancellationToken);

    private static async Task<string> CreateMediaQueueAsync(
        IAmazonSQS sqs, Uri endpoint, string deadLetterQueueUrl, CancellationToken cancellationToken)
    {
        var request = new GetQueueAttributesRequest(deadLetterQueueUrl, ["QueueArn"]);
        var deadLetters = await sqs.GetQueueAttributesAsync(request, cancellationToken);
        return await CreateQueueAsync(
            sqs,
            endpoint,
            "mmsqueue-media",
            new(StringComparer.Ordinal)
            {
                ["VisibilityTimeout"] = "360",
                ["RedrivePolicy"] = $$"""{"deadLetterTargetArn":"{{deadLetters.QueueARN}}","maxReceiveCount":8}""",
            },
            cancellationToken);
    }

    private static async Task<string> CreateQueueAsync(
        IAmazonSQS sqs, Uri endpoint, string name, Dictionary<string, string> attributes, CancellationToken cancellationToken)
    {
        var created = await sqs.CreateQueueAsync(new CreateQueueRequest { QueueName = name, Attributes = attributes }, cancellationToken);

        // The emulator returns the port on which the queue was first created, possibly by an earlier run.
        return new Uri(endpoint, new Uri(created.QueueUrl).AbsolutePath).ToString();
    }

    private static async Task<string> CreateTableAsync(AwsClients aws, CancellationToken cancellationToken)
    {
        const string Name = "mmsqueue-users";
        try
        {
            await aws.DynamoDb.CreateTableAsync(
                new CreateTableRequest
                {
                    TableName = Name,
                    KeySchema = [new KeySchemaElement("fromNumber", Amazon.DynamoDBv2.KeyType.HASH)],
                    AttributeDefinitions = [new AttributeDefinition("fromNumber", Amazon.DynamoDBv2.ScalarAttributeType.S)],
                    BillingMode = Amazon.DynamoDBv2.BillingMode.PAY_PER_REQUEST,
                },
                cancellationToken);
        }
        catch (ResourceInUseException)
        {
            // It already exists.
        }

        while ((await aws.DynamoDb.DescribeTableAsync(Name, cancellationToken)).Table.TableStatus != Amazon.DynamoDBv2.TableStatus.ACTIVE)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }

        return Name;
    }

    private static async Task<string> CreateBucketAsync(AwsClients aws, CancellationToken cancellationToken)
    {
        const string Name = "mmsqueue-media";
        try
        {
            await aws.S3.PutBucketAsync(Name, cancellationToken);
        }
        catch (AmazonS3Exception e) when (e.ErrorCode is "BucketAlreadyOwnedByYou" or "BucketAlreadyExists")
        {
            // It already exists.
        }

        return Name;
    }
}
