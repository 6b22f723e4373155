namespace MmsQueue.Shared;

/// <summary>RFC 4648 base32 in lower case, without padding.</summary>
internal static class Base32
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>The first <paramref name="length"/> characters; five bits of <paramref name="bytes"/> each.</summary>
    public static string Encode(byte[] bytes, int length) => string.Create(length, bytes, static (characters, bytes) =>
    {
        for (var i = 0; i < characters.Length; i++)
        {
            var (index, offset) = Math.DivRem(i * 5, 8);
            var window = (bytes[index] << 8) | (index + 1 < bytes.Length ? bytes[index + 1] : 0);
            characters[i] = Alphabet[(window >> (11 - offset)) & 31];
        }
    });
}
