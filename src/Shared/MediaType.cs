namespace MmsQueue.Shared;

/// <summary>Media types and their file name extensions: those that phones send, including documents over WhatsApp.</summary>
public static class MediaType
{
    /// <summary>The type of a file whose type is not known.</summary>
    public const string Unknown = "application/octet-stream";

    /// <summary>The extension of a media type, without the dot; <c>bin</c> when the type is not known.</summary>
    public static string Extension(string contentType) => Essence(contentType) switch
    {
        "image/jpeg" or "image/jpg" or "image/pjpeg" => "jpg",
        "image/png" => "png",
        "image/gif" => "gif",
        "image/webp" => "webp",
        "image/heic" => "heic",
        "image/heif" => "heif",
        "image/avif" => "avif",
        "image/tiff" => "tiff",
        "image/bmp" or "image/x-ms-bmp" => "bmp",
        "video/mp4" => "mp4",
        "video/quicktime" => "mov",
        "video/3gpp" or "audio/3gpp" => "3gp",
        "video/3gpp2" or "audio/3gpp2" => "3g2",
        "video/webm" or "audio/webm" => "webm",
        "video/mpeg" => "mpeg",
        "audio/mpeg" or "audio/mp3" => "mp3",
        "audio/mp4" or "audio/m4a" or "audio/x-m4a" => "m4a",
        "audio/aac" => "aac",
        "audio/amr" or "audio/amr-nb" => "amr",
        "audio/amr-wb" => "awb",
        "audio/ogg" or "application/ogg" => "ogg",
        "audio/wav" or "audio/x-wav" or "audio/wave" or "audio/vnd.wave" => "wav",
        "application/pdf" => "pdf",
        "text/vcard" or "text/x-vcard" or "text/directory" => "vcf",
        "text/calendar" or "application/ics" => "ics",
        "text/plain" => "txt",
        "text/csv" or "application/csv" or "text/comma-separated-values" => "csv",
        "application/zip" or "application/x-zip-compressed" => "zip",
        "application/msword" => "doc",
        "application/vnd.ms-excel" => "xls",
        "application/vnd.ms-powerpoint" => "ppt",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "docx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "xlsx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation" => "pptx",
        "application/vnd.oasis.opendocument.text" => "odt",
        "application/vnd.oasis.opendocument.spreadsheet" => "ods",
        "application/vnd.oasis.opendocument.presentation" => "odp",
        _ => "bin",
    };

    /// <summary>A media type without its parameters, in lower case; null when it is not a media type.</summary>
    public static string? Essence(string contentType)
    {
        var type = contentType.Split(';', 2)[0].Trim().ToLowerInvariant();
        return type is { Length: <= 100 } and [not '/', .., not '/']
            && type.Count(c => c == '/') == 1
            && type.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '.' or '+')
            ? type
            : null;
    }
}
