namespace MmsQueue.Ingress.Tests.Support;

/// <summary>What a fake service does before its work: nothing, fail, or wait. It also signals the first call.</summary>
internal sealed class Call
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Func<CancellationToken, Task> _before = _ => Task.CompletedTask;

    /// <summary>Completes on the first call.</summary>
    public Task Started => _started.Task.WaitAsync(TimeSpan.FromMinutes(5));

    public int Count { get; private set; }

    public void Fail(Exception exception) => _before = _ => Task.FromException(exception);

    public void FailImmediately(Exception exception) => _before = _ => throw exception;

    public void Work() => _before = _ => Task.CompletedTask;

    /// <summary>Never completes, and observes cancellation only on request.</summary>
    public void Hang(bool observesCancellation = true) =>
        _before = token => Task.Delay(Timeout.Infinite, observesCancellation ? token : CancellationToken.None);

    /// <summary>Waits until the gate is opened.</summary>
    public TaskCompletionSource Gate()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _before = token => gate.Task.WaitAsync(token);
        return gate;
    }

    public Task BeginAsync(CancellationToken cancellationToken)
    {
        Count++;
        _started.TrySetResult();
        return _before(cancellationToken);
    }
}
