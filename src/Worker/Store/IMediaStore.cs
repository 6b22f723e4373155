using MmsQueue.Shared;
using MmsQueue.Worker.Fetch;

namespace MmsQueue.Worker.Store;

/// <summary>Where media are kept, behind their links.</summary>
internal interface IMediaStore
{
    /// <summary>Whether there is an object under the key.</summary>
    Task<bool> ExistsAsync(string key, CancellationToken cancellationToken);

    /// <summary>Stores a media under its job's key, unless an object is there already.</summary>
    Task<StoredMedia> PutAsync(MediaJob job, FetchedMedia media, CancellationToken cancellationToken);
}

/// <summary>What was stored: its size in bytes and its type by its first bytes; nothing when the object was there before.</summary>
internal sealed record StoredMedia(long Bytes, string? ContentType, bool WasThere)
{
    /// <summary>The object was there already.</summary>
    public static StoredMedia Before { get; } = new(0, null, WasThere: true);

    /// <summary>Whether it is stored under the type that was declared, by any of that type's names.</summary>
    public bool IsAs(string declared) =>
        string.Equals(ContentType ?? MediaType.Unknown, MediaType.Essence(declared), StringComparison.Ordinal)
        || (ContentType is not null && string.Equals(MediaExtension.Of(ContentType), MediaExtension.Of(declared), StringComparison.Ordinal));
}
