using System.Collections.Concurrent;
using MmsQueue.Shared;

namespace MmsQueue.Ingress.Tests.Support;

/// <summary>A queue in memory that accepts all jobs of a message, or none.</summary>
internal sealed class JobsInMemory : IMediaQueue
{
    private readonly ConcurrentQueue<string> _bodies = [];

    public Call Call { get; } = new();

    public List<MediaJob> Jobs => [.. _bodies.Select(MediaJob.Parse)];

    public async Task SendAsync(IReadOnlyList<MediaJob> jobs, CancellationToken cancellationToken)
    {
        await Call.BeginAsync(cancellationToken);
        foreach (var job in jobs)
        {
            _bodies.Enqueue(job.ToJson());
        }
    }
}
