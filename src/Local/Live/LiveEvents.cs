using System.Runtime.CompilerServices;

namespace MmsQueue.Local.Live;

/// <summary>The front page's event stream: first the state, then every change.</summary>
internal sealed class LiveEvents(LiveBoard board)
{
    public const string Route = "/events";

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Route, (HttpContext context, IHostApplicationLifetime host) =>
            TypedResults.ServerSentEvents(ReadAsync(context.RequestAborted, host.ApplicationStopping)));

    private async IAsyncEnumerable<byte[]> ReadAsync(
        [EnumeratorCancellation] CancellationToken closed, CancellationToken ending)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(closed, ending);
        using var reader = board.Open();
        do
        {
            foreach (var item in reader.Take())
            {
                yield return item;
            }
        }
        while (await reader.WaitAsync(stop.Token));
    }
}
