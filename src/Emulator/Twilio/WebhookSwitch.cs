using MmsQueue.Emulator.Lambda;

namespace MmsQueue.Emulator.Twilio;

/// <summary>Whether the webhook can be reached.</summary>
public enum WebhookState
{
    /// <summary>It is called.</summary>
    Up,

    /// <summary>No call reaches it: Twilio logs error 11200.</summary>
    Down,

    /// <summary>The number has no webhook: Twilio logs nothing.</summary>
    Unset,
}

/// <summary>Makes the webhook unreachable, so that messages reach Twilio and nobody else.</summary>
/// <param name="changed">Every change is also forwarded to an optional listener.</param>
public sealed class WebhookSwitch(Action<WebhookState>? changed = null)
{
    /// <summary>The route that sets the state.</summary>
    public const string Route = "/simulator/webhook";

    private volatile WebhookState _state;

    /// <summary>The state; at first, the webhook can be reached.</summary>
    public WebhookState State
    {
        get => _state;
        set
        {
            _state = value;
            changed?.Invoke(value);
        }
    }

    /// <summary>Maps the route.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.MapPost(Route, HandleAsync);

    /// <summary>The endpoint behind this switch: while it is down, it returns 503 to every caller.</summary>
    public Invoke Guard(Invoke endpoint) => (payload, traceId, cancellationToken) => State is WebhookState.Down
        ? Task.FromResult(new InvocationResult("""{"statusCode":503}"""u8.ToArray()))
        : endpoint(payload, traceId, cancellationToken);

    private async Task<IResult> HandleAsync(HttpRequest request, CancellationToken aborted)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync(aborted) : null;
        WebhookState? state = form?["state"].ToString() switch
        {
            "up" => WebhookState.Up,
            "down" => WebhookState.Down,
            "unset" => WebhookState.Unset,
            _ => null,
        };
        if (state is not { } known)
        {
            return Results.Text($"state must be up, down or unset: curl -F state=down …{Route}\n", statusCode: 400);
        }

        State = known;
        return Http.JsonResult(200, json => json.WriteString("state", form!["state"].ToString()));
    }
}
