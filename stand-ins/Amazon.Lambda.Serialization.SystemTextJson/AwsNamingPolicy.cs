using System.Text.Json;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>Leaves property names unchanged, except for two of S3's event.</summary>
public class AwsNamingPolicy : JsonNamingPolicy
{
    private readonly JsonNamingPolicy _fallback;

    /// <summary>Leaves the other names unchanged.</summary>
    public AwsNamingPolicy()
    {
    }

    /// <summary>Converts the other names with <paramref name="fallbackNamingPolicy"/>.</summary>
    /// <param name="fallbackNamingPolicy">The policy for the other names.</param>
    public AwsNamingPolicy(JsonNamingPolicy fallbackNamingPolicy) => _fallback = fallbackNamingPolicy;

    /// <inheritdoc/>
    public override string ConvertName(string name) => name switch
    {
        "XAmzId2" => "x-amz-id-2",
        "XAmzRequestId" => "x-amz-request-id",
        _ => _fallback?.ConvertName(name) ?? name,
    };
}
