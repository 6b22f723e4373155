using System.Buffers;
using System.Text.Json;

namespace MmsQueue.Shared.Diagnostics;

/// <summary>A stream of JSON objects, one a line; lines of several threads do not mix.</summary>
public sealed class JsonLines(Stream output)
{
    private readonly Lock _lock = new();

    /// <summary>Writes one object, with the invocation's request id at its end, and flushes it.</summary>
    public void Write(Action<Utf8JsonWriter> members)
    {
        var line = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            members(json);
            if (Invocation.RequestId is { } requestId)
            {
                json.WriteString("requestId", requestId);
            }

            json.WriteEndObject();
        }

        line.Write("\n"u8);
        lock (_lock)
        {
            output.Write(line.WrittenSpan);
            output.Flush();
        }
    }
}
