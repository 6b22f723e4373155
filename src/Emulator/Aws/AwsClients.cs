using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;

namespace MmsQueue.Emulator.Aws;

/// <summary>Clients for SQS, S3 and DynamoDB.</summary>
public sealed class AwsClients(AwsEndpoints endpoints) : IDisposable
{
    private readonly AWSCredentials _credentials = endpoints.SessionToken is { } token
        ? new SessionAWSCredentials(endpoints.AccessKeyId, endpoints.SecretAccessKey, token)
        : new BasicAWSCredentials(endpoints.AccessKeyId, endpoints.SecretAccessKey);

    /// <summary>The SQS client.</summary>
    public IAmazonSQS Sqs =>
        field ??= new AmazonSQSClient(_credentials, For(new AmazonSQSConfig(), endpoints.Sqs, TimeSpan.FromSeconds(30)));

    /// <summary>The S3 client.</summary>
    public IAmazonS3 S3 =>
        field ??= new AmazonS3Client(
            _credentials, For(new AmazonS3Config { ForcePathStyle = true }, endpoints.S3, TimeSpan.FromSeconds(30)));

    /// <summary>The DynamoDB client.</summary>
    public IAmazonDynamoDB DynamoDb =>
        field ??= new AmazonDynamoDBClient(_credentials, For(new AmazonDynamoDBConfig(), endpoints.DynamoDb, TimeSpan.FromSeconds(10)));

    /// <summary>Disposes the clients.</summary>
    public void Dispose()
    {
        Sqs.Dispose();
        S3.Dispose();
        DynamoDb.Dispose();
    }

    private T For<T>(T config, Uri endpoint, TimeSpan timeout)
        where T : ClientConfig
    {
        config.ServiceURL = endpoint.ToString();
        config.AuthenticationRegion = endpoints.Region;
        config.Timeout = timeout;
        config.MaxErrorRetry = 1;
        return config;
    }
}
