using System.IO.Compression;

namespace MmsQueue.Worker.Tests.Fakes;

/// <summary>Encodes a body as a Content-Encoding header describes it.</summary>
internal static class ContentEncoding
{
    public static async Task<byte[]> EncodeAsync(byte[] bytes, string encodings)
    {
        foreach (var encoding in encodings.ToLowerInvariant().Split(", "))
        {
            using var packed = new MemoryStream();
            Stream encoder = encoding switch
            {
                "gzip" or "x-gzip" => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
                "deflate" => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
                "raw" => new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true),
                "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
                _ => packed,
            };
            await encoder.WriteAsync(bytes, TestContext.Current.CancellationToken);
            await encoder.DisposeAsync();
            bytes = packed.ToArray();
        }

        return bytes;
    }
}
