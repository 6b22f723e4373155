using System.Text.Json;

namespace Amazon.SQS.Internal;

// Reads a member, or null where it is missing, null, or there is no object at all.
internal static class JsonReading
{
    internal static string Text(this JsonElement json, string name) => json.Member(name)?.GetString();

    internal static int? Int(this JsonElement json, string name) => json.Member(name)?.GetInt32();

    internal static long? Long(this JsonElement json, string name) => json.Member(name)?.GetInt64();

    internal static bool? Flag(this JsonElement json, string name) => json.Member(name)?.GetBoolean();

    internal static MemoryStream Bytes(this JsonElement json, string name) =>
        json.Member(name) is { } value ? new MemoryStream(value.GetBytesFromBase64()) : null;

    internal static List<string> Texts(this JsonElement json, string name) => json.List(name, value => value.GetString());

    internal static List<T> List<T>(this JsonElement json, string name, Func<JsonElement, T> read) =>
        json.Member(name) is { } array ? [.. array.EnumerateArray().Select(read)] : null;

    internal static Dictionary<string, T> Map<T>(this JsonElement json, string name, Func<JsonElement, T> read) =>
        json.Member(name)?.EnumerateObject().ToDictionary(member => member.Name, member => read(member.Value), StringComparer.Ordinal);

    private static JsonElement? Member(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty(name, out var value)
        && value.ValueKind != JsonValueKind.Null ? value : null;
}
