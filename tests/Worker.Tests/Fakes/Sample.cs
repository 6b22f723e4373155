namespace MmsQueue.Worker.Tests.Fakes;

/// <summary>Files to send.</summary>
internal static class Sample
{
    /// <summary>The same bytes for the same length, starting like a JPEG.</summary>
    public static byte[] Jpeg(int length = 5000)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
        {
            bytes[i] = (byte)((i * 31) + (i >> 8));
        }

        ((byte[])[0xFF, 0xD8, 0xFF, 0xE0]).AsSpan(0, Math.Min(4, length)).CopyTo(bytes);
        return bytes;
    }

    public static byte[] File(string name) => System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "media", name));
}
