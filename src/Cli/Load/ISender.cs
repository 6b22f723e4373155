namespace MmsQueue.Cli.Load;

/// <summary>The way in: the queue itself, or the webhook in front of it.</summary>
internal interface ISender
{
    /// <summary>The most jobs that one call takes.</summary>
    int BatchSize { get; }

    /// <summary>Whatever must be there before the clock starts.</summary>
    Task PrepareAsync(IReadOnlyList<TrackedJob> jobs, CancellationToken cancellationToken);

    /// <summary>Sends jobs, and notes on each when.</summary>
    Task SendAsync(IReadOnlyList<TrackedJob> jobs, CancellationToken cancellationToken);
}
