using System.Globalization;
using System.Text;

namespace MmsQueue.Worker.Tests.Fakes;

/// <summary>How a server answers a request, if at all.</summary>
internal sealed record Reply(Func<HttpCall, CancellationToken, Task> Write)
{
    /// <summary>Never answers.</summary>
    public static Reply Hang { get; } = new((_, token) => Task.Delay(Timeout.Infinite, token));

    public static Reply Ok(byte[] body, string headers = "") => new(async (call, token) =>
    {
        await call.WriteAsync(Head("200 OK", $"Content-Type: image/jpeg\r\nContent-Length: {Text(body.Length)}\r\n{headers}"), token);
        await call.WriteAsync(body, token);
    });

    /// <summary>200 with the content type, or with none if it is empty.</summary>
    public static Reply Typed(string contentType, byte[] body) =>
        Raw($"{(contentType is "" ? "" : $"Content-Type: {contentType}\r\n")}Content-Length: {Text(body.Length)}\r\n", body);

    /// <summary>200 with exactly these header lines and these bytes.</summary>
    public static Reply Raw(string headers, byte[] body) => new(async (call, token) =>
    {
        await call.WriteAsync(Head("200 OK", headers), token);
        await call.WriteAsync(body, token);
    });

    public static Reply Status(int status, string headers = "", string body = "") => new((call, token) =>
        call.WriteAsync(Head($"{Text(status)} Status", $"Content-Length: {Text(body.Length)}\r\n{headers}") + body, token));

    public static Reply Redirect(string location, int status = 307) => Status(status, $"Location: {location}\r\n");

    public static Reply RetryAfter(string value, int status = 429) => Status(status, $"Retry-After: {value}\r\n");

    /// <summary>Declares one length, sends the body, and closes.</summary>
    public static Reply Declared(long length, byte[] body) => new(async (call, token) =>
    {
        await call.WriteAsync(Head("200 OK", $"Content-Length: {Text(length)}\r\n"), token);
        await call.WriteAsync(body, token);
    });

    public static Reply UntilClose(byte[] body) => new(async (call, token) =>
    {
        await call.WriteAsync(Head("200 OK"), token);
        await call.WriteAsync(body, token);
    });

    /// <summary>A chunked body, without its last chunk if it is not whole.</summary>
    public static Reply Chunked(byte[] body, bool whole = true) => new(async (call, token) =>
    {
        await call.WriteAsync(Head("200 OK", "Transfer-Encoding: chunked\r\n"), token);
        foreach (var chunk in body.Chunk(1000))
        {
            await WriteChunkAsync(call, chunk, token);
        }

        await call.WriteAsync(whole ? "0\r\n\r\n" : "", token);
    });

    /// <summary>A valid beginning, followed by endless chunks.</summary>
    public static Reply Endless(byte[] beginning) => new(async (call, token) =>
    {
        await call.WriteAsync(Head("200 OK", "Transfer-Encoding: chunked\r\n"), token);
        await WriteChunkAsync(call, beginning, token);
        while (true)
        {
            await WriteChunkAsync(call, new byte[8192], token);
        }
    });

    /// <summary>Half of the body, then a TCP reset.</summary>
    public static Reply Reset(byte[] body) => new(async (call, token) =>
    {
        await call.WriteAsync(Head("200 OK", $"Content-Length: {Text(body.Length)}\r\n"), token);
        await call.WriteAsync(body.AsMemory(0, body.Length / 2), token);
        call.Reset();
    });

    /// <summary>A TCP reset instead of a response.</summary>
    public static Reply ResetImmediately { get; } = new((call, _) =>
    {
        call.Reset();
        return Task.CompletedTask;
    });

    /// <summary>One byte at a time, for as long as the client listens.</summary>
    public static Reply Trickle(byte[] body) => new(async (call, token) =>
    {
        await call.WriteAsync(Head("200 OK", $"Content-Length: {Text(body.Length)}\r\n"), token);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        foreach (var value in body)
        {
            await call.WriteAsync(new[] { value }, token);
            await pace.WaitForNextTickAsync(token);
        }
    });

    /// <summary>This reply, once the request's body was read.</summary>
    public Reply AfterBody() => new(async (call, token) =>
    {
        await call.ReadBodyAsync(token);
        await Write(call, token);
    });

    /// <summary>401 without these credentials.</summary>
    public Reply WithCredentials(string user, string password)
    {
        var authorization = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
        return new Reply((call, token) => (call.Authorization == authorization ? this : Status(401)).Write(call, token));
    }

    /// <summary>400 with any credentials, as from S3 for a signed URL.</summary>
    public Reply WithoutCredentials() => new((call, token) => (call.Authorization is null ? this : Status(400)).Write(call, token));

    private static Task WriteChunkAsync(HttpCall call, byte[] bytes, CancellationToken cancellationToken) =>
        call.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n"), .. bytes, .. "\r\n"u8], cancellationToken);

    private static string Head(string status, string headers = "") => $"HTTP/1.1 {status}\r\nConnection: close\r\n{headers}\r\n";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
