using MmsQueue.Shared;

namespace MmsQueue.Worker.Queue;

/// <summary>The queues at the worker's two ends: where a job comes from again, and where it goes when it is given up.</summary>
internal interface IJobQueue
{
    /// <summary>Has a job come again after the pause that its receive count calls for, or the longer one that was asked for.</summary>
    Task DelayAsync(ReceivedJob job, TimeSpan? atLeast, CancellationToken cancellationToken);

    /// <summary>Puts a job into the dead-letter queue with the reason; it may then be acknowledged.</summary>
    Task DeadLetterAsync(ReceivedJob job, FailureReason reason, string detail, CancellationToken cancellationToken);
}
