using System.Net;
using Amazon.Lambda.APIGatewayEvents;

namespace MmsQueue.Ingress;

/// <summary>An HTTP answer with a body of text.</summary>
internal sealed record Answer(HttpStatusCode Status, string ContentType, string Body, string? Allow = null)
{
    /// <summary>The message could not be written in time: Twilio tries again, or takes the fallback URL.</summary>
    public static Answer Unavailable { get; } = Line(HttpStatusCode.ServiceUnavailable, "The message could not be written. Send the webhook again.");

    /// <summary>A reply in Twilio's markup.</summary>
    public static Answer TwiML(string twiml) => new(HttpStatusCode.OK, "text/xml; charset=utf-8", twiml);

    /// <summary>A page for a browser.</summary>
    public static Answer Html(string html) => new(HttpStatusCode.OK, "text/html; charset=utf-8", html);

    /// <summary>One line for a person.</summary>
    public static Answer Line(HttpStatusCode status, string line, string? allow = null) => new(status, "text/plain; charset=utf-8", line + "\n", allow);

    /// <summary>The answer in HTTP API's payload format 2.0.</summary>
    public APIGatewayHttpApiV2ProxyResponse ToResponse()
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["content-type"] = ContentType, ["cache-control"] = "no-store" };
        if (Allow is not null)
        {
            headers["allow"] = Allow;
        }

        return new APIGatewayHttpApiV2ProxyResponse { StatusCode = (int)Status, Headers = headers, Body = Body };
    }
}

/// <summary>Why a request is not served: a code for metrics, and a line for the caller that repeats nothing that was sent in.</summary>
internal sealed record Refusal(HttpStatusCode Status, string Code, string Line, string? Allow = null)
{
    /// <summary>The refusal as an answer.</summary>
    public Answer ToAnswer() => Answer.Line(Status, Line, Allow);
}
