namespace MmsQueue.Emulator.Lambda;

/// <summary>Invokes a function with an event and a trace ID.</summary>
public delegate Task<InvocationResult> Invoke(ReadOnlyMemory<byte> payload, string traceId, CancellationToken cancellationToken);

/// <summary>The HTTP API in front of the ingress, with API Gateway's limits and error responses.</summary>
/// <remarks>Forwards every method of /mms, paths below it and the pending page, so that the ingress returns its own 404 and 405.</remarks>
public sealed class HttpApi(string domainName, Invoke ingress)
{
    private const int MaxBodyBytes = 10_000_000;

    // Lambda's limit for an event. A base64 body reaches it long before the gateway's limit.
    private const int MaxEventBytes = 6 * 1024 * 1024;
    private const int MaxHeaderBytes = 10_240;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Maps the routes.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("/mms/{**rest}", HandleAsync);
        routes.Map("/pending.html", HandleAsync);
        routes.MapFallback(context => AnswerAsync(context, 404, "Not Found"));
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (HeaderBytes(context.Request) > MaxHeaderBytes)
        {
            await AnswerAsync(context, 431, "Request Header Fields Too Large");
            return;
        }

        var traceId = TraceId.New();
        if (await context.ReadBodyAsync(MaxBodyBytes) is not { } body
            || HttpApiEvent.Write(context, body, domainName, traceId) is not { Length: <= MaxEventBytes } payload)
        {
            await AnswerAsync(context, 413, "Request Entity Too Large");
            return;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(Patience);
        try
        {
            await SendAsync(context, await ingress(payload, traceId, patience.Token));
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            await AnswerAsync(context, 503, "Service Unavailable");
        }
    }

    private static async Task SendAsync(HttpContext context, InvocationResult result)
    {
        if (result.Error is not null || HttpApiAnswer.Read(result.Payload) is not { } answer)
        {
            await AnswerAsync(context, 500, "Internal Server Error");
            return;
        }

        foreach (var (name, value) in answer.Headers.Where(h => !h.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)))
        {
            context.Response.Headers.Append(name, value);
        }

        await context.SendAsync(answer.Status, context.Response.ContentType!, answer.Body);
    }

    private static int HeaderBytes(HttpRequest request) =>
        request.Path.Value!.Length
        + (request.QueryString.Value?.Length ?? 0)
        + request.Headers.Sum(h => h.Key.Length + h.Value.Sum(v => v?.Length ?? 0));

    private static Task AnswerAsync(HttpContext context, int status, string message) =>
        Http.JsonResult(status, json => json.WriteString("message", message)).ExecuteAsync(context);
}
