using System.Text.Json;
using System.Text.RegularExpressions;

namespace MmsQueue.Local;

/// <summary>How the front page's events are written.</summary>
internal static partial class LiveJson
{
    public static ReadOnlyMemory<byte> Event(string kind, Action<Utf8JsonWriter> members) => Http.Json(json =>
    {
        json.WriteString("kind", kind);
        members(json);
    });

    /// <summary>As milliseconds since 1970, which a browser turns into its own time zone's.</summary>
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

    /// <summary>The functions log no phone number; what else they print (a stack trace) might.</summary>
    public static string WithoutNumbers(string text) => Number().Replace(text, "+…");

    [GeneratedRegex(@"(?:\+|%2B)[0-9]{7,15}", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
