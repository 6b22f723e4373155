namespace MmsQueue.Cli.Load;

/// <summary>Where jobs are sent: to the queue itself, or to the webhook in front of it.</summary>
internal interface ISender
{
    /// <summary>The maximum number of jobs per call.</summary>
    int BatchSize { get; }

    /// <summary>Prepares what is needed before the clock starts.</summary>
    Task PrepareAsync(IReadOnlyList<TrackedJob> jobs, CancellationToken cancellationToken);

    /// <summary>Sends jobs and records on each when it was sent.</summary>
    Task SendAsync(IReadOnlyList<TrackedJob> jobs, CancellationToken cancellationToken);
}
