namespace MmsQueue.Testing;

/// <summary>Waits for a change that gives no signal.</summary>
public static class Poll
{
    /// <summary>Completes when the condition holds, and fails after five minutes.</summary>
    public static async Task UntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromMinutes(5));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!condition())
        {
            await pace.WaitForNextTickAsync(deadline.Token);
        }
    }
}
