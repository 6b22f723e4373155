using Amazon.Lambda.APIGatewayEvents;

namespace MmsQueue.Ingress;

/// <summary>Reads headers, whose names API Gateway converts to lower case.</summary>
internal static class RequestHeader
{
    /// <summary>The header's value; null when it was not sent.</summary>
    public static string? Header(this APIGatewayHttpApiV2ProxyRequest request, string name) =>
        request.Headers is not null && request.Headers.TryGetValue(name, out var value) ? value : null;
}
