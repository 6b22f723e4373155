using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;

namespace MmsQueue.Local;

/// <summary>Local's own clients of the three services.</summary>
internal sealed class AwsClients(AwsEndpoints endpoints) : IDisposable
{
    private readonly AWSCredentials _credentials = endpoints.SessionToken is { } token
        ? new SessionAWSCredentials(endpoints.AccessKeyId, endpoints.SecretAccessKey, token)
        : new BasicAWSCredentials(endpoints.AccessKeyId, endpoints.SecretAccessKey);

    public IAmazonSQS Sqs => field ??= new AmazonSQSClient(_credentials, For(new AmazonSQSConfig(), endpoints.Sqs, TimeSpan.FromSeconds(30)));

    public IAmazonS3 S3 => field ??= new AmazonS3Client(_credentials, For(new AmazonS3Config { ForcePathStyle = true }, endpoints.S3, TimeSpan.FromSeconds(30)));

    public IAmazonDynamoDB DynamoDb => field ??= new AmazonDynamoDBClient(_credentials, For(new AmazonDynamoDBConfig(), endpoints.DynamoDb, TimeSpan.FromSeconds(10)));

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
