namespace MmsQueue.Worker.Fetch;

/// <summary>Where media come from.</summary>
internal interface IMediaFetcher
{
    /// <summary>Opens a media for reading.</summary>
    Task<FetchedMedia> OpenAsync(string mediaUrl, CancellationToken cancellationToken);

    /// <summary>Deletes a media at Twilio; one that is not there counts as deleted.</summary>
    Task DeleteAsync(string mediaUrl, CancellationToken cancellationToken);
}

/// <summary>A media on its way: its bytes, and how many and of which type the server declared, if it did.</summary>
internal sealed class FetchedMedia(
    Stream content, long? length, string? contentType = null, IDisposable? response = null) : IAsyncDisposable
{
    public Stream Content { get; } = content;

    public long? Length { get; } = length;

    public string? ContentType { get; } = contentType;

    public async ValueTask DisposeAsync()
    {
        await Content.DisposeAsync();
        response?.Dispose();
    }
}
