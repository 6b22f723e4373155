using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MmsQueue.Emulator;

/// <summary>Reads whole request bodies and sends small responses.</summary>
public static class Http
{
    /// <summary>The request's body, or null if it exceeds the limit.</summary>
    public static async Task<byte[]?> ReadBodyAsync(this HttpContext context, int limit)
    {
        if (context.Request.ContentLength > limit)
        {
            return null;
        }

        using var body = new MemoryStream((int)(context.Request.ContentLength ?? 0));
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            body.Write(buffer, 0, read);
            if (body.Length > limit)
            {
                return null;
            }
        }

        return body.ToArray();
    }

    /// <summary>Sets the security headers that every page and every link has.</summary>
    public static void Secure(this IHeaderDictionary headers, string contentSecurityPolicy)
    {
        headers.ContentSecurityPolicy = contentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
    }

    /// <summary>Sends a response.</summary>
    public static async Task SendAsync(this HttpContext context, int status, string contentType, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>A response that is a JSON object whose properties the callback writes.</summary>
    public static IResult JsonResult(int status, Action<Utf8JsonWriter> members) =>
        Results.Text(Json(members).Span, "application/json", status);

    /// <summary>Writes a JSON object. It escapes no more than JSON requires, because no output is embedded in HTML.</summary>
    public static ReadOnlyMemory<byte> Json(Action<Utf8JsonWriter> members, bool indented = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var options = new JsonWriterOptions { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using var json = new Utf8JsonWriter(buffer, options);
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
