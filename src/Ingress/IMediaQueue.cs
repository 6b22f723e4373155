using MmsQueue.Shared;

namespace MmsQueue.Ingress;

/// <summary>Where jobs wait for the worker.</summary>
internal interface IMediaQueue
{
    /// <summary>Returns when the queue has accepted every job, and throws when it has not.</summary>
    Task SendAsync(IReadOnlyList<MediaJob> jobs, CancellationToken cancellationToken);
}
