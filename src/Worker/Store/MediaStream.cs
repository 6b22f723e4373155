using System.Globalization;
using MmsQueue.Shared;
using MmsQueue.Worker.Fetch;

namespace MmsQueue.Worker.Store;

/// <summary>
/// A media file's bytes, read once: detects the type by the first bytes, and enforces the declared and the allowed length.
/// </summary>
internal sealed class MediaStream : ReadOnceStream
{
    private const int FirstBytesLength = 4096;

    private readonly FetchedMedia _media;
    private readonly long _maximum;
    private ReadOnlyMemory<byte> _unread;
    private long _received;

    private MediaStream(FetchedMedia media, ReadOnlyMemory<byte> firstBytes, string? contentType, long maximum)
    {
        _media = media;
        _maximum = maximum;
        _unread = firstBytes;
        ContentType = contentType;
    }

    /// <summary>The type by the first bytes, and by the declared type where it takes both; null when it is not known.</summary>
    public string? ContentType { get; }

    /// <summary>Reads the first bytes; they are read again with the rest.</summary>
    /// <param name="media">The fetched media file.</param>
    /// <param name="declared">The type that Twilio declared.</param>
    /// <param name="maximum">The maximum number of bytes.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="MediaException">The file is empty.</exception>
    /// <exception cref="NotTheMediaException">The bytes are not of the declared type.</exception>
    public static async Task<MediaStream> OpenAsync(FetchedMedia media, string declared, long maximum, CancellationToken cancellationToken)
    {
        var first = new byte[FirstBytesLength];
        var count = await media.Content.ReadAtLeastAsync(first, first.Length, throwOnEndOfStream: false, cancellationToken);
        if (count == 0)
        {
            throw new MediaException(FailureReason.Empty, "the media has no bytes");
        }

        var type = MediaFormat.Detect(first.AsSpan(0, count), declared);
        NotTheMedia.Check(first.AsSpan(0, count), type, declared, media.ContentType);
        return new MediaStream(media, first.AsMemory(0, count), type, maximum);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        // Fills the buffer: small reads would be hashed, encrypted and sent in small pieces.
        var count = _unread.IsEmpty
            ? await _media.Content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)
            : ReadFirst(buffer);
        _received += count;
        if (_received > _maximum)
        {
            throw new MediaException(
                FailureReason.TooLarge, string.Create(CultureInfo.InvariantCulture, $"more than MAX_MEDIA_BYTES, {_maximum} bytes"));
        }

        if (count == 0 && _media.Length is { } length && _received != length)
        {
            throw new MediaTransferException(string.Create(CultureInfo.InvariantCulture, $"{_received} bytes came of {length} declared"));
        }

        return count;
    }

    private int ReadFirst(Memory<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _unread.Length);
        _unread[..count].CopyTo(buffer);
        _unread = _unread[count..];
        return count;
    }
}
