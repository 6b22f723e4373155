using MmsQueue.Shared;
using MmsQueue.Worker.Fetch;

namespace MmsQueue.Worker.Store;

/// <summary>Detects a login page or an error that was served in place of an attachment.</summary>
internal static class NotTheMedia
{
    /// <summary>Throws unless the bytes may be the attachment: a stored page would never be replaced.</summary>
    /// <param name="first">The first bytes.</param>
    /// <param name="type">The type by the first bytes.</param>
    /// <param name="declared">The type that Twilio declared for the attachment.</param>
    /// <param name="answered">The type that the server gave with the bytes.</param>
    /// <exception cref="NotTheMediaException">Both the server's type and the bytes contradict the declared type.</exception>
    public static void Check(ReadOnlySpan<byte> first, string? type, string declared, string? answered)
    {
        if (type is null && MediaType.Essence(declared) is { } word && IsBinary(word)
            && (IsTextual(answered ?? "") || (!IsAsDeclared(word, answered) && IsPage(first))))
        {
            throw new NotTheMediaException($"the server answered 200 with text, not with the {word} that Twilio declared");
        }
    }

    // Types that cannot be text: images, video, audio, and documents with a signature.
    private static bool IsBinary(string declared) =>
        !IsTextual(declared)
        && (IsOfAnyFormat(declared) || MediaType.Extension(declared) is not ("bin" or "txt" or "csv" or "ics" or "vcf"));

    // HTML, XML or JSON, which a server may send without a type.
    private static bool IsPage(ReadOnlySpan<byte> first) => first.TrimStart("\uFEFF \t\r\n"u8) is [(byte)'<' or (byte)'{' or (byte)'[', ..];

    private static bool IsAsDeclared(string declared, string? answered) =>
        string.Equals(declared, answered, StringComparison.Ordinal) || (IsOfAnyFormat(declared) && Kind(declared) == Kind(answered ?? ""));

    private static bool IsOfAnyFormat(string type) => Kind(type) is "image" or "video" or "audio";

    private static string Kind(string type) => type.Split('/')[0];

    private static bool IsTextual(string type) =>
        type.StartsWith("text/", StringComparison.Ordinal)
        || type.EndsWith("+xml", StringComparison.Ordinal)
        || type.EndsWith("+json", StringComparison.Ordinal)
        || type is "application/xml" or "application/json" or "application/javascript";
}
