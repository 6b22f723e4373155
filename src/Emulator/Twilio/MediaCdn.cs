namespace MmsQueue.Emulator.Twilio;

/// <summary>The target of the media URL's redirect. It refuses credentials and can inject faults into the body.</summary>
internal sealed class MediaCdn(MediaStore store)
{
    private const int Oversize = 17 * 1024 * 1024;
    private static readonly TimeSpan SlowTime = TimeSpan.FromSeconds(3);

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/cdn/{token}", GetAsync);

    private async Task GetAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization.Count > 0)
        {
            await RefuseAsync(400, "<Code>InvalidArgument</Code><Message>Only one auth mechanism allowed</Message>");
            return;
        }

        if (store.FindByLink((string)context.Request.RouteValues["token"]!) is not { } media)
        {
            await RefuseAsync(403, "<Code>AccessDenied</Code>");
            return;
        }

        var isFirst = store.Count($"cdn/{media.MessageSid}/{media.Sid}") == 1;
        context.Response.ContentType = media.ContentType;
        await using var file = File.OpenRead(media.Path);
        await SendAsync(context, file, media.Fault.Name is "truncate" or "reset" && !isFirst ? "" : media.Fault.Name);

        Task RefuseAsync(int status, string error) =>
            Results.Text($"<Error>{error}</Error>", "application/xml", statusCode: status).ExecuteAsync(context);
    }

    private static async Task SendAsync(HttpContext context, FileStream file, string fault)
    {
        var response = context.Response;
        response.ContentLength = fault switch
        {
            "oversize" => Oversize,
            "endless" => null,
            _ => file.Length,
        };
        switch (fault)
        {
            case "slow":
                await TrickleAsync(file, response.Body, context.RequestAborted);
                break;
            case "truncate" or "reset":
                await HalfAsync(file, context, reset: fault == "reset");
                break;
            case "oversize":
                await ZerosAsync(response.Body, Oversize, context.RequestAborted);
                break;
            case "endless":
                await ZerosAsync(response.Body, long.MaxValue, context.RequestAborted);
                break;
            default:
                await file.CopyToAsync(response.Body, context.RequestAborted);
                break;
        }
    }

    private static async Task TrickleAsync(FileStream file, Stream body, CancellationToken cancellationToken)
    {
        const int Parts = 15;
        var part = new byte[Math.Max(1, (file.Length + Parts - 1) / Parts)];
        int read;
        while ((read = await file.ReadAsync(part, cancellationToken)) > 0)
        {
            await body.WriteAsync(part.AsMemory(0, read), cancellationToken);
            await body.FlushAsync(cancellationToken);
            await Task.Delay(SlowTime / Parts, cancellationToken);
        }
    }

    // The flushed part must arrive before the connection is reset; otherwise the client sees no response at all.
    private static async Task HalfAsync(FileStream file, HttpContext context, bool reset)
    {
        var half = new byte[file.Length / 2];
        await file.ReadExactlyAsync(half, context.RequestAborted);
        await context.Response.Body.WriteAsync(half, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Task.Delay(TimeSpan.FromMilliseconds(500), context.RequestAborted);
        if (reset)
        {
            context.Abort();
        }
    }

    private static async Task ZerosAsync(Stream body, long count, CancellationToken cancellationToken)
    {
        var zeros = new byte[64 * 1024];
        while (count > 0)
        {
            var part = (int)Math.Min(count, zeros.Length);
            await body.WriteAsync(zeros.AsMemory(0, part), cancellationToken);
            count -= part;
        }
    }
}
