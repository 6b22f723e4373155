using MmsQueue.Shared;
using MmsQueue.Worker.Fetch;

namespace MmsQueue.Worker.Store;

/// <summary>Tells a login page or an error in place of an attachment from the attachment itself.</summary>
internal static class NotTheMedia
{
    /// <summary>Passes what may be the attachment: stored once, a page would stand in its place for ever.</summary>
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

    // What cannot be text: photo, video, audio, and the documents that have a signature.
    private static bool IsBinary(string declared) =>
        !IsTextual(declared) && (IsOfAnyFormat(declared) || MediaExtension.Of(declared) is not ("bin" or "txt" or "csv" or "ics" or "vcf"));

    // HTML, XML or JSON, of which a server may say nothing at all.
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
