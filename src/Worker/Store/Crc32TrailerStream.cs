using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace MmsQueue.Worker.Store;

/// <summary>A body in S3's aws-chunked encoding, read once: the content as one chunk, and its CRC32 as the trailer.</summary>
internal sealed class Crc32TrailerStream : ReadOnceStream
{
    private readonly Stream _content;
    private readonly Crc32 _crc32 = new();
    private ReadOnlyMemory<byte> _frame;
    private bool _isAtTrailer;

    /// <summary>Wraps a content that knows its length and is not empty.</summary>
    public Crc32TrailerStream(Stream content)
    {
        _content = content;
        _frame = Encoding.ASCII.GetBytes($"{content.Length:X}\r\n");
        Length = _frame.Length + content.Length + Trailer().Length;
    }

    /// <summary>The length of the whole body, which goes to S3 as Content-Length.</summary>
    public override long Length { get; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_frame.IsEmpty && !_isAtTrailer && !buffer.IsEmpty)
        {
            var read = await _content.ReadAsync(buffer, cancellationToken);
            _crc32.Append(buffer.Span[..read]);
            if (read > 0)
            {
                return read;
            }

            _isAtTrailer = true;
            _frame = Trailer();
        }

        var count = Math.Min(buffer.Length, _frame.Length);
        _frame[..count].CopyTo(buffer);
        _frame = _frame[count..];
        return count;
    }

    private byte[] Trailer()
    {
        Span<byte> crc32 = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(crc32, _crc32.GetCurrentHashAsUInt32());
        return Encoding.ASCII.GetBytes($"\r\n0\r\nx-amz-checksum-crc32:{Convert.ToBase64String(crc32)}\r\n\r\n");
    }
}
