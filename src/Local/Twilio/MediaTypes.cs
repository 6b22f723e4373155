using Microsoft.AspNetCore.StaticFiles;

namespace MmsQueue.Local;

/// <summary>The content type by which a phone would send a file.</summary>
internal static class MediaTypes
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

    /// <summary>The given type, or by the file's extension where none, or a meaningless one, is given.</summary>
    public static string Of(string fileName, string? given = null) =>
        !string.IsNullOrEmpty(given) && !given.StartsWith(Unknown, StringComparison.OrdinalIgnoreCase) ? given
        : ByExtension.TryGetContentType(fileName, out var type) ? type
        : Unknown;
}
