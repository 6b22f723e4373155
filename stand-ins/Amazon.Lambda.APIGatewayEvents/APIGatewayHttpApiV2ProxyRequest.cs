namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>A request from API Gateway in payload format 2.0.</summary>
public partial class APIGatewayHttpApiV2ProxyRequest
{
    /// <summary>The payload format, <c>2.0</c>.</summary>
    public string Version { get; set; }

    /// <summary>The route that matched, such as <c>POST /mms</c> or <c>$default</c>.</summary>
    public string RouteKey { get; set; }

    /// <summary>The path, with the stage but without a custom domain's mapping.</summary>
    public string RawPath { get; set; }

    /// <summary>The raw query, without its question mark.</summary>
    public string RawQueryString { get; set; }

    /// <summary>The cookies, or null when there are none.</summary>
    public string[] Cookies { get; set; }

    /// <summary>The headers by lowercase name, with repeated ones joined by commas.</summary>
    public IDictionary<string, string> Headers { get; set; }

    /// <summary>The decoded query, with repeated names joined by commas, or null when there is none.</summary>
    public IDictionary<string, string> QueryStringParameters { get; set; }

    /// <summary>The origin of the request and the route that it matched.</summary>
    public ProxyRequestContext RequestContext { get; set; }

    /// <summary>The body, or null when there is none.</summary>
    public string Body { get; set; }

    /// <summary>The route's path parameters, or null when it has none.</summary>
    public IDictionary<string, string> PathParameters { get; set; }

    /// <summary>Whether <see cref="Body"/> is base64.</summary>
    public bool IsBase64Encoded { get; set; }

    /// <summary>The stage's variables, or null when it has none.</summary>
    public IDictionary<string, string> StageVariables { get; set; }
}
