using System.Text.Json;

namespace MmsQueue.Emulator.Lambda;

/// <summary>Reads a partial batch response according to Lambda's rules.</summary>
public static class BatchAnswer
{
    /// <summary>The IDs of the failed messages; null if the whole batch failed.</summary>
    public static IReadOnlySet<string>? FailedIds(InvocationResult result, IReadOnlySet<string> batch)
    {
        if (result.Error is not null)
        {
            return null;
        }

        if (result.Payload.Span.Trim(" \r\n\t"u8).IsEmpty)
        {
            return new HashSet<string>(StringComparer.Ordinal);
        }

        try
        {
            using var json = JsonDocument.Parse(result.Payload);
            return Read(json.RootElement, batch);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static HashSet<string>? Read(JsonElement root, IReadOnlySet<string> batch)
    {
        var failed = new HashSet<string>(StringComparer.Ordinal);
        if (root.ValueKind is not JsonValueKind.Object
            || !root.TryGetProperty("batchItemFailures", out var failures)
            || failures.ValueKind is JsonValueKind.Null)
        {
            return failed;
        }

        foreach (var failure in failures.EnumerateArray())
        {
            var id = failure.TryGetProperty("itemIdentifier", out var identifier) ? identifier.GetString() : null;
            if (id is null || !batch.Contains(id))
            {
                return null;
            }

            failed.Add(id);
        }

        return failed;
    }
}
