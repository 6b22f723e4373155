using MmsQueue.Shared;

namespace MmsQueue.Worker.Queue;

/// <summary>The media queue, which retries a job, and the dead-letter queue.</summary>
internal interface IJobQueue
{
    /// <summary>Delays the retry of a job by the pause for its receive count, or by <paramref name="atLeast"/> if that is longer.</summary>
    Task DelayAsync(ReceivedJob job, TimeSpan? atLeast, CancellationToken cancellationToken);

    /// <summary>Puts a job into the dead-letter queue with the reason; it may then be acknowledged.</summary>
    Task DeadLetterAsync(ReceivedJob job, FailureReason reason, string detail, CancellationToken cancellationToken);
}
