namespace MmsQueue.Worker.Fetch;

/// <summary>Access to media files at Twilio.</summary>
internal interface IMediaFetcher
{
    /// <summary>Opens a media file for reading.</summary>
    Task<FetchedMedia> OpenAsync(string mediaUrl, CancellationToken cancellationToken);

    /// <summary>Deletes a media file at Twilio; a missing one counts as deleted.</summary>
    Task DeleteAsync(string mediaUrl, CancellationToken cancellationToken);
}

/// <summary>A media file being downloaded: its bytes, and the length and type that the server declared, if any.</summary>
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
