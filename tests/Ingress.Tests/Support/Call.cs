namespace MmsQueue.Ingress.Tests.Support;

/// <summary>What happens before a fake service does its work: nothing, an error, or a wait; and a signal that it was called.</summary>
internal sealed class Call
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Func<CancellationToken, Task> _before = _ => Task.CompletedTask;

    /// <summary>Completes at the first call.</summary>
    public Task Started => _started.Task.WaitAsync(TimeSpan.FromMinutes(5));

    public int Count { get; private set; }

    public void Fail(Exception exception) => _before = _ => Task.FromException(exception);

    public void FailAtOnce(Exception exception) => _before = _ => throw exception;

    public void Work() => _before = _ => Task.CompletedTask;

    /// <summary>Never answers; heeds cancellation only when told to.</summary>
    public void Hang(bool heedsCancellation = true) =>
        _before = token => Task.Delay(Timeout.Infinite, heedsCancellation ? token : CancellationToken.None);

    /// <summary>Answers when the gate is opened.</summary>
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
