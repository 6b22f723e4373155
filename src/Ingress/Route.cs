using System.Net;
using Amazon.Lambda.APIGatewayEvents;

namespace MmsQueue.Ingress;

/// <summary>The one route of the function: GET and POST of <c>/mms</c>.</summary>
internal static class Route
{
    private const string WebhookPath = "/mms";

    /// <summary>Null when the request is for the webhook. The path may start with the API's stage.</summary>
    public static Refusal? Refuse(APIGatewayHttpApiV2ProxyRequest request)
    {
        var http = request.RequestContext?.Http;
        if (!IsWebhook(request.RawPath ?? "", request.RequestContext?.Stage))
        {
            return new Refusal(HttpStatusCode.NotFound, "not-found", "There is nothing here. The webhook is /mms.");
        }

        return http?.Method is "GET" or "POST"
            ? null
            : new Refusal(HttpStatusCode.MethodNotAllowed, "method-not-allowed", "The webhook takes GET and POST.", Allow: "GET, POST");
    }

    private static bool IsWebhook(string path, string? stage) =>
        path is WebhookPath || string.Equals(path, $"/{stage}{WebhookPath}", StringComparison.Ordinal);
}
