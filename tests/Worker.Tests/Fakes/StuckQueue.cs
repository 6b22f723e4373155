using MmsQueue.Shared;
using MmsQueue.Worker.Queue;

namespace MmsQueue.Worker.Tests.Fakes;

/// <summary>A queue that never answers and ignores cancellation.</summary>
internal sealed class StuckQueue : IJobQueue
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _never = new();

    /// <summary>Completes on the first call.</summary>
    public Task Asked => _asked.Task.WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);

    public Task DelayAsync(ReceivedJob job, TimeSpan? atLeast, CancellationToken cancellationToken) => StickAsync();

    public Task DeadLetterAsync(ReceivedJob job, FailureReason reason, string detail, CancellationToken cancellationToken) => StickAsync();

    private Task StickAsync()
    {
        _asked.TrySetResult();
        return _never.Task;
    }
}
