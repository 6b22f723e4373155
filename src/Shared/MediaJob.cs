using System.Text.Json;
using System.Text.Json.Serialization;

namespace MmsQueue.Shared;

/// <summary>One media file to fetch and store: the body of a message on the media queue, as JSON.</summary>
/// <remarks>Readers ignore unknown fields and reject unknown versions. It holds no phone number.</remarks>
public sealed record MediaJob
{
    /// <summary>The version that this code writes, and the only one that it reads.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Version of this contract.</summary>
    public required int Version { get; init; }

    /// <summary>Twilio's SID of the message: <c>MM</c> or <c>SM</c> and 32 hexadecimal digits.</summary>
    public required string MessageSid { get; init; }

    /// <summary>Twilio's SID of the account that received the message: <c>AC</c> and 32 hexadecimal digits.</summary>
    public required string AccountSid { get; init; }

    /// <summary>Position of the media file in its message, from 0.</summary>
    public required int MediaIndex { get; init; }

    /// <summary>The URL at <c>api.twilio.com</c>, never the CDN's, whose signature expires after four hours.</summary>
    public required string MediaUrl { get; init; }

    /// <summary>The media type that Twilio declared.</summary>
    public required string ContentType { get; init; }

    /// <summary>The S3 key that the link already points at.</summary>
    public required string Key { get; init; }

    /// <summary>When the webhook arrived.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Twilio's SID of the media file, from its URL: <c>ME</c> and 32 hexadecimal digits; null if the URL has none.</summary>
    [JsonIgnore]
    public string? MediaSid => MediaUrl.Split('?', '#')[0].Split('/')[^1] is var last && Sid.IsMedia(last) ? last : null;

    /// <summary>A job of the current version.</summary>
    public static MediaJob Create(
        string accountSid, string messageSid, int mediaIndex, string mediaUrl, string contentType, string key,
        DateTimeOffset receivedAt) => new()
    {
        Version = CurrentVersion,
        MessageSid = messageSid,
        AccountSid = accountSid,
        MediaIndex = mediaIndex,
        MediaUrl = mediaUrl,
        ContentType = contentType,
        Key = key,
        ReceivedAt = receivedAt,
    };

    /// <summary>The queue message's body.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, MediaJobJson.Default.MediaJob);

    /// <summary>Reads a queue message's body.</summary>
    /// <exception cref="MediaJobException">The body is not a valid job, or its version is not supported.</exception>
    public static MediaJob Parse(string? body)
    {
        try
        {
            CheckVersion(body);
            var job = JsonSerializer.Deserialize(body ?? "", MediaJobJson.Default.MediaJob);
            return job!.FirstFault() is { } fault ? throw Malformed($"{fault} is missing or wrong") : job;
        }
        catch (JsonException e)
        {
            // A JsonException's message may quote the body.
            var path = e.Path is { Length: > 0 and < 40 } known ? known : "$";
            throw Malformed($"not a job's JSON at line {e.LineNumber}, byte {e.BytePositionInLine}, path {path}");
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // .NET throws these for an unpaired surrogate.
            throw Malformed("not a job's JSON: its text is no Unicode");
        }
    }

    /// <summary>Reads a queue message's body; null when it is not a valid job, or its version is not supported.</summary>
    public static MediaJob? TryParse(string? body)
    {
        try
        {
            return Parse(body);
        }
        catch (MediaJobException)
        {
            return null;
        }
    }

    // Checked first: a later version may have other fields, and is unsupported rather than malformed.
    private static void CheckVersion(string? body)
    {
        using var json = JsonDocument.Parse(body ?? "");
        if (json.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw Malformed("the body is JSON, but not an object");
        }

        if (json.RootElement.TryGetProperty("version", out var version)
            && version.ValueKind == JsonValueKind.Number
            && !(version.TryGetInt32(out var number) && number == CurrentVersion))
        {
            // A number may be as long as the body.
            var found = version.GetRawText() is { Length: <= 20 } text ? text : "of more than 20 digits";
            throw new MediaJobException(FailureReason.UnsupportedVersion, $"version {found}; this worker reads version {CurrentVersion}");
        }
    }

    private string? FirstFault() =>
        !Sid.IsMessage(MessageSid) ? "messageSid"
        : !Sid.IsAccount(AccountSid) ? "accountSid"
        : MediaIndex < 0 ? "mediaIndex"
        : string.IsNullOrEmpty(MediaUrl) ? "mediaUrl"
        : ContentType is null ? "contentType"
        : !MediaKey.IsWellFormed(Key) ? "key"
        : null;

    private static MediaJobException Malformed(string detail) => new(FailureReason.MalformedJob, detail);
}

/// <summary>A queue message that is not a job of a supported version.</summary>
public sealed class MediaJobException(FailureReason reason, string detail) : Exception(detail)
{
    /// <summary><see cref="FailureReason.MalformedJob"/> or <see cref="FailureReason.UnsupportedVersion"/>.</summary>
    public FailureReason Reason { get; } = reason;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(MediaJob))]
internal sealed partial class MediaJobJson : JsonSerializerContext;
