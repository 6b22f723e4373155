using System.Text.Json;

namespace MmsQueue.Operations;

/// <summary>Reads a stack's outputs as describe-stacks prints them, as sam lists them, and as stack.json holds them.</summary>
internal static class OutputsJson
{
    public static Dictionary<string, string> Read(JsonElement root)
    {
        var stack = root.ValueKind is JsonValueKind.Object
            && root.TryGetProperty("Stacks", out var stacks) && stacks.ValueKind is JsonValueKind.Array && stacks.GetArrayLength() > 0
            ? stacks[0]
            : root;
        var outputs = stack.ValueKind is JsonValueKind.Object && stack.TryGetProperty("Outputs", out var list) ? list : stack;
        return outputs.ValueKind switch
        {
            JsonValueKind.Array => Pairs(outputs),
            JsonValueKind.Object => Strings(outputs),
            _ => [],
        };
    }

    private static Dictionary<string, string> Pairs(JsonElement list)
    {
        var outputs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var output in list.EnumerateArray().Where(output => output.ValueKind is JsonValueKind.Object))
        {
            if (Text(output, "OutputKey") is { } key && Text(output, "OutputValue") is { } value)
            {
                outputs[key] = value;
            }
        }

        return outputs;
    }

    private static Dictionary<string, string> Strings(JsonElement json) => json.EnumerateObject()
        .Where(property => property.Value.ValueKind is JsonValueKind.String)
        .ToDictionary(property => property.Name, property => property.Value.GetString()!, StringComparer.Ordinal);

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
