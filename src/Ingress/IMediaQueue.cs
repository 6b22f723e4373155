using MmsQueue.Shared;

namespace MmsQueue.Ingress;

/// <summary>The queue of jobs for the worker.</summary>
internal interface IMediaQueue
{
    /// <summary>Returns when the queue has accepted every job, and throws otherwise.</summary>
    Task SendAsync(IReadOnlyList<MediaJob> jobs, CancellationToken cancellationToken);
}
