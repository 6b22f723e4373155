namespace MmsQueue.Local.Live;

/// <summary>The front page's event stream: first the state, then every change.</summary>
internal sealed class LiveEvents(LiveBoard board)
{
    public const string Route = "/events";

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet(Route, HandleAsync);

    private async Task HandleAsync(HttpContext context)
    {
        var ending = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, ending);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        using var reader = board.Open();
        try
        {
            do
            {
                await SendAsync(context, reader.Take(), stop.Token);
            }
            while (await reader.WaitAsync(stop.Token));
        }
        catch (OperationCanceledException)
        {
            // The page was closed, or Local is stopping.
        }
    }

    private static async Task SendAsync(
        HttpContext context, IReadOnlyList<ReadOnlyMemory<byte>> events, CancellationToken cancellationToken)
    {
        foreach (var item in events)
        {
            await context.Response.Body.WriteAsync("data: "u8.ToArray(), cancellationToken);
            await context.Response.Body.WriteAsync(item, cancellationToken);
            await context.Response.Body.WriteAsync("\n\n"u8.ToArray(), cancellationToken);
        }

        await context.Response.Body.FlushAsync(cancellationToken);
    }
}
