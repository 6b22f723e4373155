using System.Text.Json;
using System.Text.Json.Serialization;
using MmsQueue.Local.Live;

namespace MmsQueue.Local;

/// <summary>One line of a function's log. Metrics have no message.</summary>
internal sealed record LogEntry(
    DateTimeOffset? Time, string? Level, string? Event, string? Message, string? Error, string? Reason, string? Detail,
    string? MessageSid, int MediaIndex, string? SqsMessageId, int Tries, int ReceiveCount, int? Seen, long Bytes, string? ContentType)
{
    public string Text => Error is null ? $"{Message}" : $"{Message}: {Error}";

    /// <summary>Null if the line is not an entry but other output, such as a stack trace.</summary>
    public static LogEntry? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, LocalJson.Default.LogEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The JSON that Local reads.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(LogEntry))]
[JsonSerializable(typeof(SqsBatch))]
[JsonSerializable(typeof(SimulatorAnswer))]
internal sealed partial class LocalJson : JsonSerializerContext;
