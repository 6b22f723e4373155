namespace MmsQueue.Testing;

/// <summary>The fields of a media job's JSON; all are required.</summary>
public static class MediaJobFields
{
    /// <summary>The names, in the order of the JSON.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["version", "messageSid", "accountSid", "mediaIndex", "mediaUrl", "contentType", "key", "receivedAt"];
}
