using System.Net;
using Amazon.Lambda.APIGatewayEvents;
using Page = MmsQueue.Shared.PendingPage;

namespace MmsQueue.Ingress;

/// <summary>The routes of the function: the webhook, GET and POST of <c>/mms</c>, and the page that CloudFront shows for a link without its media yet, <c>/pending.html</c>.</summary>
internal static class Route
{
    private const string WebhookPath = "/mms";
    private const string PendingPath = "/pending.html";

    /// <summary>The pending page when it is what the request is for; otherwise null.</summary>
    public static Answer? PendingPage(APIGatewayHttpApiV2ProxyRequest request) => (Path(request), Method(request)) switch
    {
        (PendingPath, "GET") => Answer.Html(Page.Html),
        (PendingPath, "HEAD") => Answer.Html(""),
        _ => null,
    };

    /// <summary>Null when the request is for the webhook. The path may start with the API's stage.</summary>
    public static Refusal? Refuse(APIGatewayHttpApiV2ProxyRequest request) => (Path(request), Method(request)) switch
    {
        (WebhookPath, "GET" or "POST") => null,
        (WebhookPath, _) => NotAllowed("The webhook takes GET and POST.", "GET, POST"),
        (PendingPath, _) => NotAllowed("The page takes GET and HEAD.", "GET, HEAD"),
        _ => new Refusal(HttpStatusCode.NotFound, "not-found", "There is nothing here. The webhook is /mms."),
    };

    private static Refusal NotAllowed(string line, string allow) => new(HttpStatusCode.MethodNotAllowed, "method-not-allowed", line, allow);

    private static string? Method(APIGatewayHttpApiV2ProxyRequest request) => request.RequestContext?.Http?.Method;

    // Without the stage's name, which an API with a named stage puts before it.
    private static string Path(APIGatewayHttpApiV2ProxyRequest request)
    {
        var path = request.RawPath ?? "";
        var stage = $"/{request.RequestContext?.Stage}/";
        return stage.Length > 2 && path.StartsWith(stage, StringComparison.Ordinal) ? path[(stage.Length - 1)..] : path;
    }
}
