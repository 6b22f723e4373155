using Amazon.Runtime;

namespace MmsQueue.Shared;

/// <summary>Configures AWS SDK clients so that all tries of a call fit into a function's time.</summary>
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

    /// <summary>The endpoint that AWS_ENDPOINT_URL_{service} or AWS_ENDPOINT_URL leads the SDK to; null when it is AWS's own.</summary>
    public static string? OwnEndpoint(string service) =>
        Environment.GetEnvironmentVariable($"AWS_ENDPOINT_URL_{service}") is { Length: > 0 } own ? own
        : Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL") is { Length: > 0 } all ? all
        : null;
}
