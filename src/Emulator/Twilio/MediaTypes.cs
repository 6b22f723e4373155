using Microsoft.AspNetCore.StaticFiles;

namespace MmsQueue.Emulator.Twilio;

/// <summary>The content type that a phone sends for a file.</summary>
public static class MediaTypes
{
    private const string Unknown = "application/octet-stream";

    private static readonly FileExtensionContentTypeProvider ByExtension = new()
    {
        Mappings =
        {
            [".3gp"] = "video/3gpp",
            [".amr"] = "audio/amr",
            [".avif"] = "image/avif",
            [".heic"] = "image/heic",
            [".heif"] = "image/heif",
            [".vcf"] = "text/vcard",
        },
    };

    /// <summary>The given type; if it is missing or meaningless, the type for the file's extension.</summary>
    public static string Of(string fileName, string? given = null) =>
        !string.IsNullOrEmpty(given) && !given.StartsWith(Unknown, StringComparison.OrdinalIgnoreCase) ? given
        : ByExtension.TryGetContentType(fileName, out var type) ? type
        : Unknown;
}
