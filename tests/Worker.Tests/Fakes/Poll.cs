namespace MmsQueue.Worker.Tests;

/// <summary>Waits for what gives no signal.</summary>
internal static class Poll
{
    public static async Task UntilAsync(Func<bool> condition)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromMinutes(5));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!condition())
        {
            await pace.WaitForNextTickAsync(deadline.Token);
        }
    }
}
