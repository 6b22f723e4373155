using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MmsQueue.Shared;

/// <summary>Computes where a media file is stored: <c>{prefix}/{sender}/{name}.{extension}</c>.</summary>
/// <remarks>
/// Sender and name are HMACs under the link secret: nobody can guess them, no phone number is in them,
/// every retry of a webhook computes the same, and they spread evenly over S3's key space.
/// </remarks>
public sealed class MediaKey(string linkSecret, string prefix)
{
    private const int SenderLength = 16;
    private const int NameLength = 26; // 130 bits

    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    private readonly byte[] _secret = Encoding.UTF8.GetBytes(linkSecret);

    /// <summary>The key of one media file of a message.</summary>
    public string For(string from, string messageSid, int mediaIndex, string contentType)
    {
        var sender = Code($"sender:{from}", SenderLength);
        var name = Code(string.Create(CultureInfo.InvariantCulture, $"media:{messageSid}:{mediaIndex}"), NameLength);
        return $"{prefix}/{sender}/{name}.{MediaType.Extension(contentType)}";
    }

    /// <summary>Whether a key read from a job is of two or more plain path segments, none of which starts with a dot.</summary>
    public static bool IsWellFormed(string? key)
    {
        if (key is not { Length: <= 1024 } || !key.Contains('/', StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var range in key.AsSpan().Split('/'))
        {
            if (key.AsSpan()[range] is "" or ['.', ..] || key.AsSpan()[range].ContainsAnyExcept(Plain))
            {
                return false;
            }
        }

        return true;
    }

    private string Code(string text, int length) =>
        Base32.Encode(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(text)), length);
}
