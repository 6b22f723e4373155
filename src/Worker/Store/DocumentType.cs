using System.Buffers;
using MmsQueue.Shared;

namespace MmsQueue.Worker.Store;

/// <summary>The types of documents, which take the declared type and the first bytes together: a docx begins as any ZIP does.</summary>
internal static class DocumentType
{
    // WHATWG, "MIME Sniffing": a binary data byte.
    private static readonly SearchValues<byte> Binary = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(value => (byte)value).Except("\t\n\f\r\u001B"u8.ToArray())]);

    /// <summary>The declared type when it is a document's and the first bytes agree; else null.</summary>
    public static string? Detect(ReadOnlySpan<byte> first, string declared) =>
        Agrees(first, MediaType.Extension(declared)) ? MediaType.Essence(declared) : null;

    private static bool Agrees(ReadOnlySpan<byte> first, string extension) => extension switch
    {
        "docx" or "xlsx" or "pptx" => IsZip(first) || IsOle(first), // With a password they are wrapped into OLE.
        "odt" or "ods" or "odp" or "zip" => IsZip(first),
        "doc" or "xls" or "ppt" => IsOle(first),
        "csv" or "txt" => IsText(first),
        _ => false,
    };

    // A file, or an empty archive's end.
    private static bool IsZip(ReadOnlySpan<byte> first) => first.StartsWith("PK\u0003\u0004"u8) || first.StartsWith("PK\u0005\u0006"u8);

    private static bool IsOle(ReadOnlySpan<byte> first) => first is [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..];

    // In UTF-8, a code page, or UTF-16 with its mark.
    private static bool IsText(ReadOnlySpan<byte> first) => first is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || first.IndexOfAny(Binary) < 0;
}
