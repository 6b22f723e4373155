using System.Globalization;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace MmsQueue.Emulator.Lambda;

/// <summary>Writes a request as the event that an HTTP API sends to a function (payload format 2.0).</summary>
internal static class HttpApiEvent
{
    private const string ApiId = "localapi00";

    public static ReadOnlyMemory<byte> Write(HttpContext context, byte[] body, string domainName, string traceId)
    {
        var request = context.Request;
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var (path, query) = Split(target);
        return Http.Json(json =>
        {
            json.WriteString("version", "2.0");
            json.WriteString("routeKey", "ANY /mms");
            json.WriteString("rawPath", path);
            json.WriteString("rawQueryString", query);
            WriteCookies(json, request);
            WriteHeaders(json, request, traceId);
            WriteQuery(json, query);
            WriteContext(json, context, path, domainName);
            WriteBody(json, body, request.ContentType);
        });
    }

    private static (string Path, string Query) Split(string target)
    {
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? (target, "") : (target[..mark], target[(mark + 1)..]);
    }

    private static void WriteCookies(Utf8JsonWriter json, HttpRequest request)
    {
        if (request.Headers.Cookie.Count > 0)
        {
            json.WriteStartArray("cookies");
            const StringSplitOptions Trimmed = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
            foreach (var cookie in string.Join(';', request.Headers.Cookie!).Split(';', Trimmed))
            {
                json.WriteStringValue(cookie);
            }

            json.WriteEndArray();
        }
    }

    private static void WriteHeaders(Utf8JsonWriter json, HttpRequest request, string traceId)
    {
        var headers = request.Headers.ToDictionary(
            h => h.Key.ToLowerInvariant(), h => string.Join(',', (string?[])h.Value!), StringComparer.Ordinal);
        headers["x-amzn-trace-id"] = traceId;
        var sourceIp = SourceIp(request);
        headers["x-forwarded-for"] = headers.TryGetValue("x-forwarded-for", out var before) ? $"{before}, {sourceIp}" : sourceIp;
        headers["x-forwarded-port"] = "443";
        headers["x-forwarded-proto"] = "https";
        WriteObject(json, "headers", headers);
    }

    private static void WriteQuery(Utf8JsonWriter json, string query)
    {
        if (query.Length > 0)
        {
            var parameters = QueryHelpers.ParseQuery(query)
                .ToDictionary(p => p.Key, p => string.Join(',', (string?[])p.Value!), StringComparer.Ordinal);
            WriteObject(json, "queryStringParameters", parameters);
        }
    }

    private static void WriteObject(Utf8JsonWriter json, string name, Dictionary<string, string> values)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in values)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    private static void WriteContext(Utf8JsonWriter json, HttpContext context, string path, string domainName)
    {
        var now = TimeProvider.System.GetUtcNow();
        json.WriteStartObject("requestContext");
        json.WriteString("accountId", "000000000000");
        json.WriteString("apiId", ApiId);
        json.WriteString("domainName", domainName);
        json.WriteString("domainPrefix", domainName.Split('.')[0]);
        json.WriteStartObject("http");
        json.WriteString("method", context.Request.Method);
        json.WriteString("path", path);
        json.WriteString("protocol", context.Request.Protocol);
        json.WriteString("sourceIp", SourceIp(context.Request));
        json.WriteString("userAgent", context.Request.Headers.UserAgent.ToString());
        json.WriteEndObject();
        json.WriteString("requestId", Guid.NewGuid().ToString("N")[..16]);
        json.WriteString("routeKey", "ANY /mms");
        json.WriteString("stage", "$default");
        json.WriteString("time", now.ToString("dd/MMM/yyyy:HH:mm:ss +0000", CultureInfo.InvariantCulture));
        json.WriteNumber("timeEpoch", now.ToUnixTimeMilliseconds());
        json.WriteEndObject();
    }

    private static void WriteBody(Utf8JsonWriter json, byte[] body, string? contentType)
    {
        var isText = IsText(contentType);
        if (body.Length > 0)
        {
            json.WriteString("body", isText ? Encoding.UTF8.GetString(body) : Convert.ToBase64String(body));
        }

        json.WriteBoolean("isBase64Encoded", body.Length > 0 && !isText);
    }

    // The types that an HTTP API forwards as text. Everything else, forms included, becomes base64.
    private static bool IsText(string? contentType)
    {
        var type = contentType?.Split(';')[0].Trim().ToLowerInvariant() ?? "";
        return type.StartsWith("text/", StringComparison.Ordinal)
            || type is MediaTypeNames.Application.Json or MediaTypeNames.Application.Xml or "application/javascript";
    }

    private static string SourceIp(HttpRequest request) => request.HttpContext.Connection.RemoteIpAddress?.ToString() ?? "127.0.0.1";
}
