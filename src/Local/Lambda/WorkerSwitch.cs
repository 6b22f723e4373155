namespace MmsQueue.Local;

/// <summary>Holds the worker's batches back, so that what happens before it has run can be looked at.</summary>
internal sealed class WorkerSwitch
{
    public const string Route = "/simulator/worker";

    private readonly Lock _lock = new();
    private readonly Action<bool>? _tell;
    private TaskCompletionSource _on = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Each turn is told, too, to whom it may concern.</summary>
    public WorkerSwitch(Action<bool>? tell = null)
    {
        _tell = tell;
        _on.SetResult();
    }

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost(Route, HandleAsync);

    /// <summary>Completes when batches may be handed out: at once, unless they are held back.</summary>
    public Task OnAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _on.Task.WaitAsync(cancellationToken);
        }
    }

    public void Set(bool paused)
    {
        lock (_lock)
        {
            if (!paused)
            {
                _on.TrySetResult();
            }
            else if (_on.Task.IsCompleted)
            {
                _on = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        _tell?.Invoke(paused);
    }

    private async Task HandleAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        if (!bool.TryParse(form?["paused"], out var paused))
        {
            await context.SendTextAsync(400, $"paused must be true or false: curl -F paused=true …{Route}\n");
            return;
        }

        Set(paused);
        await context.SendJsonAsync(200, json => json.WriteBoolean("paused", paused));
    }
}
