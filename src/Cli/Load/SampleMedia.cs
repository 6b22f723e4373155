namespace MmsQueue.Cli.Load;

/// <summary>Media files to fetch: incompressible noise with the signature of its type, which the worker recognizes.</summary>
internal static class SampleMedia
{
    public static byte[] Create(string contentType, int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        ReadOnlySpan<byte> start = contentType switch
        {
            "image/jpeg" => [0xFF, 0xD8, 0xFF, 0xE0],
            "image/png" => [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n'],
            "image/gif" => "GIF89a"u8,
            "image/webp" => "RIFF\0\0\0\0WEBP"u8,
            "image/heic" => "\0\0\0\x10ftypheic\0\0\0\0"u8,
            "video/mp4" => "\0\0\0\x10ftypisom\0\0\0\0"u8,
            "video/3gpp" => "\0\0\0\x10ftyp3gp4\0\0\0\0"u8,
            "audio/mpeg" => "ID3\x04\0"u8,
            "audio/amr" => "#!AMR\n"u8,
            "audio/ogg" => "OggS\0"u8,
            "application/pdf" => "%PDF-1.7\n"u8,
            "text/vcard" or "text/x-vcard" => "BEGIN:VCARD\r\n"u8,
            _ => [],
        };
        start[..Math.Min(start.Length, length)].CopyTo(bytes);
        return bytes;
    }
}
