using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Net.Http.Headers;

namespace MmsQueue.Worker.Fetch;

/// <summary>An answer's body as the attachment: decoded as it is read, and refused when its headers leave in doubt what it is.</summary>
internal static class MediaBody
{
    // One more than anybody sends on purpose.
    private const int MaximumCodings = 2;

    /// <summary>Opens the body; its length is known when it was declared and is not that of encoded bytes.</summary>
    /// <exception cref="MediaTransferException">It is encoded in a way that we do not know, or its declared lengths are wrong.</exception>
    public static async Task<FetchedMedia> OpenAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var headers = response.Content.Headers;
        if (Words(response.Headers, "Transfer-Encoding") is not ([] or ["chunked"]))
        {
            throw new MediaTransferException("the media came in a transfer coding other than chunked");
        }

        var codings = Words(headers, "Content-Encoding");
        if (codings.Length > MaximumCodings || !Array.TrueForAll(codings, coding => coding is "gzip" or "x-gzip" or "deflate" or "br"))
        {
            throw new MediaTransferException("the media came in an encoding that the worker does not know");
        }

        var length = Length(headers);
        var content = await response.Content.ReadAsStreamAsync(cancellationToken);
        foreach (var coding in codings.Reverse())
        {
            content = coding switch
            {
                "br" => new BrotliStream(new EncodedStream(content), CompressionMode.Decompress),
                "deflate" => await InflateAsync(content, cancellationToken),
                _ => new GZipStream(new EncodedStream(content, mayHaveMembers: true), CompressionMode.Decompress),
            };
        }

        var type = headers.ContentType?.MediaType?.ToLowerInvariant();
        return new FetchedMedia(content, codings is [] || length == 0 ? length : null, type, response);
    }

    // HttpClient takes the first of two lengths, and none for one that it cannot read: either may cut the media short.
    private static long? Length(HttpContentHeaders headers) => Words(headers, "Content-Length") switch
    {
        [] => null,
        [var one, .. var others] when Array.TrueForAll(others, other => other == one)
            && long.TryParse(one, NumberStyles.None, CultureInfo.InvariantCulture, out var length) => length,
        _ => throw new MediaTransferException("the media came with a length that is no number, or with two"),
    };

    // As they came: HttpClient's own collections leave out what it cannot read.
    private static string[] Words(HttpHeaders headers, string name) => headers.NonValidated.TryGetValues(name, out var values)
        ? [.. values.SelectMany(value => value.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries))
            .Where(word => word is not ("" or "identity"))]
        : [];

    // Deflate is zlib's format by RFC 9110, and the bare one by some servers.
    private static async Task<Stream> InflateAsync(Stream content, CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(content);
        var beginning = (await reader.ReadAtLeastAsync(2, cancellationToken)).Buffer;
        var isZlib = IsZlib(beginning);
        reader.AdvanceTo(beginning.Start);
        var encoded = new EncodedStream(reader.AsStream());
        return isZlib ? new ZLibStream(encoded, CompressionMode.Decompress) : new DeflateStream(encoded, CompressionMode.Decompress);
    }

    private static bool IsZlib(ReadOnlySequence<byte> beginning)
    {
        Span<byte> header = stackalloc byte[2];
        beginning.Slice(0, Math.Min(header.Length, beginning.Length)).CopyTo(header);
        return (header[0] & 0x0F) == 8 && BinaryPrimitives.ReadUInt16BigEndian(header) % 31 == 0;
    }
}
