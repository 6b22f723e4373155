namespace MmsQueue.Emulator.Lambda;

/// <summary>Pauses the worker, so that the state before it runs can be inspected.</summary>
public sealed class WorkerSwitch
{
    /// <summary>The route that pauses and resumes the worker.</summary>
    public const string Route = "/simulator/worker";

    private readonly Lock _lock = new();
    private readonly Action<bool>? _changed;
    private TaskCompletionSource _on = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Every change is also forwarded to an optional listener.</summary>
    public WorkerSwitch(Action<bool>? changed = null)
    {
        _changed = changed;
        _on.SetResult();
    }

    /// <summary>Maps the route.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.MapPost(Route, HandleAsync);

    /// <summary>Completes when the worker is not paused.</summary>
    internal Task OnAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _on.Task.WaitAsync(cancellationToken);
        }
    }

    internal void Set(bool paused)
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

        _changed?.Invoke(paused);
    }

    private async Task<IResult> HandleAsync(HttpRequest request, CancellationToken aborted)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync(aborted) : null;
        if (!bool.TryParse(form?["paused"], out var paused))
        {
            return Results.Text($"paused must be true or false: curl -F paused=true …{Route}\n", statusCode: 400);
        }

        Set(paused);
        return Http.JsonResult(200, json => json.WriteBoolean("paused", paused));
    }
}
