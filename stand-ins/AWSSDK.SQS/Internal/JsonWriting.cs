using System.Text.Json;

namespace Amazon.SQS.Internal;

// Writes what is set, and leaves out what is null.
internal static class JsonWriting
{
    internal static void Put(this Utf8JsonWriter json, string name, string value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    internal static void Put(this Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    internal static void Put(this Utf8JsonWriter json, string name, MemoryStream value)
    {
        if (value is not null)
        {
            json.WriteBase64String(name, value.ToArray());
        }
    }

    internal static void Put(this Utf8JsonWriter json, string name, List<string> values) =>
        json.PutArray(name, values, json.WriteStringValue);

    internal static void Put(this Utf8JsonWriter json, string name, Dictionary<string, string> values) =>
        json.PutMap(name, values, json.WriteStringValue);

    internal static void PutArray<T>(this Utf8JsonWriter json, string name, List<T> values, Action<T> write)
    {
        if (values is null)
        {
            return;
        }

        json.WriteStartArray(name);
        values.ForEach(write);
        json.WriteEndArray();
    }

    internal static void PutMap<T>(this Utf8JsonWriter json, string name, Dictionary<string, T> values, Action<T> write)
    {
        if (values is null)
        {
            return;
        }

        json.WriteStartObject(name);
        foreach (var (key, value) in values)
        {
            json.WritePropertyName(key);
            write(value);
        }

        json.WriteEndObject();
    }

    internal static void PutObject(this Utf8JsonWriter json, Action<Utf8JsonWriter> writeMembers)
    {
        json.WriteStartObject();
        writeMembers(json);
        json.WriteEndObject();
    }
}
