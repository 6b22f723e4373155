using System.Net;
using Amazon.Lambda.APIGatewayEvents;

namespace MmsQueue.Ingress;

/// <summary>An HTTP response with a text body.</summary>
internal sealed record Answer(HttpStatusCode Status, string ContentType, string Body, string? Allow = null)
{
    /// <summary>The message could not be written in time: Twilio retries, or calls the fallback URL.</summary>
    public static Answer Unavailable { get; } =
        Line(HttpStatusCode.ServiceUnavailable, "The message could not be written. Send the webhook again.");

    /// <summary>A reply in Twilio's markup.</summary>
    public static Answer TwiML(string twiml) => new(HttpStatusCode.OK, "text/xml; charset=utf-8", twiml);

    /// <summary>A page for a browser.</summary>
    public static Answer Html(string html) => new(HttpStatusCode.OK, "text/html; charset=utf-8", html);

    /// <summary>One line of plain text.</summary>
    public static Answer Line(HttpStatusCode status, string line, string? allow = null) =>
        new(status, "text/plain; charset=utf-8", line + "\n", allow);

    /// <summary>The answer in HTTP API's payload format 2.0.</summary>
    public APIGatewayHttpApiV2ProxyResponse ToResponse()
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["content-type"] = ContentType,
            ["cache-control"] = "no-store",
        };
        if (Allow is not null)
        {
            headers["allow"] = Allow;
        }

        return new APIGatewayHttpApiV2ProxyResponse { StatusCode = (int)Status, Headers = headers, Body = Body };
    }
}
