using MmsQueue.Shared;
using MmsQueue.Worker.Fetch;

namespace MmsQueue.Worker.Store;

/// <summary>The store behind the links.</summary>
internal interface IMediaStore
{
    /// <summary>Whether there is an object under the key.</summary>
    Task<bool> ExistsAsync(string key, CancellationToken cancellationToken);

    /// <summary>Stores a media file under its job's key, unless the object already exists.</summary>
    Task<StoredMedia> PutAsync(MediaJob job, FetchedMedia media, CancellationToken cancellationToken);
}

/// <summary>What was stored: its size in bytes and its detected type. Both are empty when the object already existed.</summary>
internal sealed record StoredMedia(long Bytes, string? ContentType, bool WasThere)
{
    /// <summary>The object already existed.</summary>
    public static StoredMedia Before { get; } = new(0, null, WasThere: true);

    /// <summary>Whether it is stored under the type that was declared, by any of that type's names.</summary>
    public bool IsAs(string declared) =>
        string.Equals(ContentType ?? MediaType.Unknown, MediaType.Essence(declared), StringComparison.Ordinal)
        || (ContentType is not null
            && string.Equals(MediaType.Extension(ContentType), MediaType.Extension(declared), StringComparison.Ordinal));
}
