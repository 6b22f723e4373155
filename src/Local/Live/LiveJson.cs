using System.Text.Json;
using System.Text.RegularExpressions;
using MmsQueue.Emulator;

namespace MmsQueue.Local.Live;

/// <summary>Writes the front page's events.</summary>
internal static partial class LiveJson
{
    public static ReadOnlyMemory<byte> Event(string kind, Action<Utf8JsonWriter> members) => Http.Json(json =>
    {
        json.WriteString("kind", kind);
        members(json);
    });

    /// <summary>Milliseconds since 1970, which a browser converts to its time zone.</summary>
    public static void Time(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            json.WriteNumber(name, known.ToUnixTimeMilliseconds());
        }
    }

    public static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T, Utf8JsonWriter> members)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            members(item, json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The functions log no phone numbers, but other output, such as a stack trace, can contain them.</summary>
    public static string WithoutNumbers(string text) => Number().Replace(text, "+…");

    [GeneratedRegex(@"(?:\+|%2B)[0-9]{7,15}", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
