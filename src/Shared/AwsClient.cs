using Amazon.Runtime;

namespace MmsQueue.Shared;

/// <summary>Configures an AWS SDK client so that all its tries fit into a function's time.</summary>
public static class AwsClient
{
    /// <summary>A configuration with a time limit for each try and a number of retries; everything else is the SDK's own.</summary>
    /// <remarks>Endpoint, region and credentials come from where every AWS tool finds them, AWS_ENDPOINT_URL_* included.</remarks>
    public static TConfig Config<TConfig>(TimeSpan tryTimeout, int retries)
        where TConfig : ClientConfig, new() => new()
        {
            Timeout = tryTimeout,
            MaxErrorRetry = retries,
            RetryMode = RequestRetryMode.Standard,
        };

    /// <summary>Whether AWS_ENDPOINT_URL, or that of the service, leads the SDK to an endpoint other than AWS's; such endpoints take S3 buckets in the path.</summary>
    public static bool HasOwnEndpoint(string service) =>
        !string.IsNullOrEmpty(Environment.GetEnvironmentVariable($"AWS_ENDPOINT_URL_{service}"))
        || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL"));
}
