using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MmsQueue.Local;

/// <summary>The little that all endpoints need: a whole body in, a small answer out.</summary>
internal static class Http
{
    /// <summary>The request's body, or null when it is larger than the limit.</summary>
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

    /// <summary>What every page and every link says of itself: its policy, that its type is meant, and that nobody is to hear of its address.</summary>
    public static void Secure(this IHeaderDictionary headers, string contentSecurityPolicy)
    {
        headers.ContentSecurityPolicy = contentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
    }

    public static async Task SendAsync(this HttpContext context, int status, string contentType, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    public static Task SendTextAsync(this HttpContext context, int status, string text, string contentType = "text/plain; charset=utf-8") =>
        context.SendAsync(status, contentType, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Sends a JSON object whose members the callback writes.</summary>
    public static Task SendJsonAsync(this HttpContext context, int status, Action<Utf8JsonWriter> members) =>
        context.SendAsync(status, "application/json", Json(members));

    /// <summary>A JSON object, its texts as legible as JSON allows: none of it is ever put into a page.</summary>
    public static ReadOnlyMemory<byte> Json(Action<Utf8JsonWriter> members, bool indented = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
