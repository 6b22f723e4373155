using System.Net;
using Amazon.Lambda.APIGatewayEvents;
using MmsQueue.Shared;

namespace MmsQueue.Ingress;

/// <summary>
/// The function's routes: <c>/mms</c>, the webhook, and <c>/pending.html</c>, which CloudFront shows until a link's media file is stored.
/// </summary>
public static class Route
{
    private const string WebhookPath = "/mms";
    private const string PendingPath = "/pending.html";

    /// <summary>Whether the function serves a request's method and path.</summary>
    public static bool Serves(APIGatewayHttpApiV2ProxyRequest request) => AwayFromWebhook(request) is not Refusal;

    /// <summary>The page or the refusal that a request leads to; null when it is for the webhook.</summary>
    internal static Incoming? AwayFromWebhook(APIGatewayHttpApiV2ProxyRequest request) =>
        (Path(request), request.RequestContext?.Http?.Method) switch
    {
        (WebhookPath, "GET" or "POST") => null,
        (PendingPath, "GET") => new PageRequest(Answer.Html(PendingPage.Html)),
        (PendingPath, "HEAD") => new PageRequest(Answer.Html("")),
        (WebhookPath, _) => NotAllowed("The webhook takes GET and POST.", "GET, POST"),
        (PendingPath, _) => NotAllowed("The page takes GET and HEAD.", "GET, HEAD"),
        _ => new Refusal(HttpStatusCode.NotFound, "not-found", "There is nothing here. The webhook is /mms."),
    };

    private static Refusal NotAllowed(string line, string allow) => new(HttpStatusCode.MethodNotAllowed, "method-not-allowed", line, allow);

    // An API with a named stage puts the stage's name in front.
    private static string Path(APIGatewayHttpApiV2ProxyRequest request)
    {
        var path = request.RawPath ?? "";
        var stage = $"/{request.RequestContext?.Stage}/";
        return stage.Length > 2 && path.StartsWith(stage, StringComparison.Ordinal) ? path[(stage.Length - 1)..] : path;
    }
}
