using System.Text.RegularExpressions;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SimpleSystemsManagement;
using Amazon.SQS;
using MmsQueue.Shared;

namespace MmsQueue.Operations;

/// <summary>Clients for SQS and S3: at the endpoints that stack.json names, or else configured like any AWS tool.</summary>
public sealed partial class AwsClients(StackOutputs stack) : IDisposable
{
    private const int Retries = 3;

    // A long poll takes up to 20 s.
    private static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(30);

    private AmazonSQSClient? _sqs;
    private AmazonS3Client? _s3;
    private AmazonSimpleSystemsManagementClient? _parameters;

    /// <summary>The SQS client, created on first use.</summary>
    public IAmazonSQS Sqs => _sqs ??= stack.SqsEndpoint is { } endpoint
        ? new AmazonSQSClient(Local(), At(Config<AmazonSQSConfig>(), endpoint))
        : new AmazonSQSClient(Config<AmazonSQSConfig>());

    /// <summary>The S3 client, created on first use.</summary>
    public IAmazonS3 S3 => _s3 ??= stack.S3Endpoint is { } endpoint
        ? new AmazonS3Client(Local(), At(new AmazonS3Config { ForcePathStyle = true }, endpoint))
        : new AmazonS3Client(S3Config());

    /// <summary>The Parameter Store client, created on first use; in AWS only.</summary>
    public IAmazonSimpleSystemsManagement Parameters =>
        _parameters ??= new AmazonSimpleSystemsManagementClient(Config<AmazonSimpleSystemsManagementConfig>());

    /// <inheritdoc/>
    public void Dispose()
    {
        _parameters?.Dispose();
        _sqs?.Dispose();
        _s3?.Dispose();
    }

    /// <summary>The region in a queue's URL; null if the URL is not one of AWS's own.</summary>
    internal static string? RegionOf(string? queueUrl) =>
        queueUrl is not null && QueueHost().Match(queueUrl) is { Success: true } match ? match.Groups["region"].Value : null;

    private static BasicAWSCredentials Local() => new("local", "local");

    private AmazonS3Config S3Config()
    {
        var config = Config<AmazonS3Config>();
        config.ForcePathStyle = AwsClient.OwnEndpoint("S3") is not null;
        return config;
    }

    // SQS refuses a request signed for a region other than the queue's, so the region in the queue's URL takes precedence.
    private TConfig Config<TConfig>()
        where TConfig : ClientConfig, new()
    {
        var config = AwsClient.Config<TConfig>(TryTimeout, Retries);
        if ((stack.Region ?? RegionOf(stack.MediaQueueUrl ?? stack.DeadLetterQueueUrl)) is { } region)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }

        return config;
    }

    private TConfig At<TConfig>(TConfig config, string endpoint)
        where TConfig : ClientConfig
    {
        config.ServiceURL = endpoint;
        config.AuthenticationRegion = stack.Region ?? "us-east-1";
        config.Timeout = TryTimeout;
        config.MaxErrorRetry = 1;
        return config;
    }

    [GeneratedRegex(@"\Ahttps://sqs\.(?<region>[a-z0-9-]+)\.amazonaws\.", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QueueHost();
}
