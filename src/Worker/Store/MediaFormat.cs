using System.Buffers.Binary;
using System.Text;
using MmsQueue.Shared;

namespace MmsQueue.Worker.Store;

/// <summary>
/// Detects the type of a media file by its first bytes: types that phones send and that a browser shows without running anything.
/// </summary>
/// <remarks>Sources: the WHATWG's "MIME Sniffing", and the formats' own specifications where it is silent.</remarks>
internal static class MediaFormat
{
    /// <summary>The media type; null for any that is not on the list, HTML, SVG and scripts among them.</summary>
    /// <param name="first">The first bytes; 4 KiB are always enough.</param>
    /// <param name="declared">The declared type; it decides between audio and video in a container, and between documents.</param>
    public static string? Detect(ReadOnlySpan<byte> first, string declared)
    {
        var type = Image(first) ?? Container(first) ?? Audio(first) ?? Document(first) ?? DocumentType.Detect(first, declared);
        return type is not null && MediaType.Essence(declared) is { } word && IsAudioOf(type, word) ? word : type;
    }

    /// <summary>
    /// The Content-Disposition of a type: null to show it inline, <c>attachment</c> for unknown types, which a browser might run.
    /// </summary>
    public static string? Disposition(string? type) => MediaType.Extension(type ?? MediaType.Unknown) switch
    {
        "bin" => "attachment",
        // A phone opens a document by its name.
        "docx" or "xlsx" or "pptx" or "doc" or "xls" or "ppt" or "odt" or "ods" or "odp" or "csv" or "txt" or "zip" or "ics" =>
            $"attachment; filename=\"document.{MediaType.Extension(type!)}\"",
        _ => null,
    };

    private static bool IsAudioOf(string type, string declared) => (type, declared) is
        ("video/mp4", "audio/mp4") or ("video/3gpp", "audio/3gpp") or ("video/3gpp2", "audio/3gpp2") or ("video/webm", "audio/webm")
            or ("audio/ogg", "video/ogg");

    private static string? Image(ReadOnlySpan<byte> first) => first switch
    {
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        _ when first.StartsWith("GIF87a"u8) || first.StartsWith("GIF89a"u8) => "image/gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        [(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..] => "image/tiff",
        [(byte)'B', (byte)'M', _, _, _, _, 0, 0, 0, 0, _, _, _, _, 12 or 40 or 52 or 56 or 64 or 108 or 124, 0, 0, 0, ..] => "image/bmp",
        _ => null,
    };

    private static string? Audio(ReadOnlySpan<byte> first) => first switch
    {
        [(byte)'I', (byte)'D', (byte)'3', < 0xFF, < 0xFF, ..] => "audio/mpeg",
        [0xFF, var b, ..] when (b & 0xF6) == 0xF0 => "audio/aac", // ADTS
        [0xFF, var b, var c, ..] when (b & 0xE6) == 0xE2 && (c & 0xF0) != 0xF0 => "audio/mpeg", // MPEG layer III
        _ when first.StartsWith("#!AMR\n"u8) => "audio/amr",
        _ when first.StartsWith("#!AMR-WB\n"u8) => "audio/amr-wb",
        _ when first.StartsWith("OggS\0"u8) => "audio/ogg",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'A', (byte)'V', (byte)'E', ..] => "audio/wav",
        _ => null,
    };

    private static string? Container(ReadOnlySpan<byte> first)
    {
        if (first.Length >= 16 && first[4..8].SequenceEqual("ftyp"u8))
        {
            return Brand(Encoding.Latin1.GetString(first[8..12])) ?? CompatibleBrand(first);
        }

        // Older QuickTime files start with any atom, and an atom with its size: no text has such a first byte.
        if (first is [< (byte)'\t', _, _, _, _, _, _, _, ..]
            && Encoding.Latin1.GetString(first[4..8]) is "moov" or "mdat" or "wide" or "pnot")
        {
            return "video/quicktime";
        }

        return first is [0x1A, 0x45, 0xDF, 0xA3, ..] && first[..Math.Min(first.Length, 64)].IndexOf("webm"u8) >= 0 ? "video/webm" : null;
    }

    // If the major brand is generic (mif1) or unknown, the compatible brands decide.
    private static string? CompatibleBrand(ReadOnlySpan<byte> first)
    {
        var end = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(first), (uint)first.Length);
        string? type = null;
        for (var at = 16; at + 4 <= end; at += 4)
        {
            type ??= Brand(Encoding.Latin1.GetString(first.Slice(at, 4)));
        }

        return type ?? (first[8..12].SequenceEqual("mif1"u8) || first[8..12].SequenceEqual("msf1"u8) ? "image/heif" : null);
    }

    private static string? Brand(string brand) => brand switch
    {
        "heic" or "heix" or "heim" or "heis" or "hevc" or "hevx" => "image/heic",
        "heif" => "image/heif",
        "avif" or "avis" => "image/avif",
        "qt  " => "video/quicktime",
        "M4A " or "M4B " => "audio/mp4",
        "mp41" or "mp42" or "isom" or "iso2" or "iso3" or "iso4" or "iso5" or "iso6" => "video/mp4",
        "avc1" or "M4V " or "MSNV" or "dash" or "mmp4" => "video/mp4",
        ['3', 'g', '2', ..] => "video/3gpp2",
        ['3', 'g', ..] => "video/3gpp",
        _ => null,
    };

    private static string? Document(ReadOnlySpan<byte> first)
    {
        if (first.StartsWith("%PDF-"u8))
        {
            return "application/pdf";
        }

        var text = first.StartsWith("\uFEFF"u8) ? first[3..] : first;
        text = text.TrimStart(" \t\r\n"u8);
        return StartsWithWord(text, "BEGIN:VCARD") ? "text/vcard" : StartsWithWord(text, "BEGIN:VCALENDAR") ? "text/calendar" : null;
    }

    private static bool StartsWithWord(ReadOnlySpan<byte> text, string word) =>
        text.Length >= word.Length && Ascii.EqualsIgnoreCase(text[..word.Length], word);
}
