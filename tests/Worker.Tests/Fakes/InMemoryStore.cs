using System.Collections.Concurrent;
using MmsQueue.Shared;
using MmsQueue.Worker.Fetch;
using MmsQueue.Worker.Store;

namespace MmsQueue.Worker.Tests.Fakes;

/// <summary>A bucket in memory that never overwrites an object.</summary>
internal sealed class InMemoryStore(WorkerOptions options) : IMediaStore
{
    public ConcurrentDictionary<string, byte[]> Objects { get; } = new(StringComparer.Ordinal);

    public Task<bool> ExistsAsync(string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Objects.ContainsKey(key));
    }

    public async Task<StoredMedia> PutAsync(MediaJob job, FetchedMedia media, CancellationToken cancellationToken)
    {
        await using var content = await MediaStream.OpenAsync(media, job.ContentType, options.MaxMediaBytes, cancellationToken);
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellationToken);
        return Objects.TryAdd(job.Key, bytes.ToArray())
            ? new StoredMedia(bytes.Length, content.ContentType, WasThere: false)
            : StoredMedia.Before;
    }
}
