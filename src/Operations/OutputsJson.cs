using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace MmsQueue.Operations;

/// <summary>Reads a stack's outputs as describe-stacks prints them, as sam lists them, and as stack.json holds them.</summary>
[JsonSerializable(typeof(StackOutputs))]
internal sealed partial class OutputsJson : JsonSerializerContext
{
    public static StackOutputs Read(JsonNode? root)
    {
        var stack = root is JsonObject { } all && all["Stacks"] is JsonArray and [{ } first, ..] ? first : root;
        var outputs = stack is JsonObject one && one["Outputs"] is { } list ? list : stack;
        var strings = new JsonObject();
        foreach (var (name, value) in Pairs(outputs))
        {
            if (value?.GetValueKind() is JsonValueKind.String)
            {
                strings[name] = value.DeepClone();
            }
        }

        return strings.Deserialize(Default.StackOutputs) ?? new StackOutputs();
    }

    private static IEnumerable<(string Name, JsonNode? Value)> Pairs(JsonNode? outputs) => outputs switch
    {
        JsonArray list => list.OfType<JsonObject>()
            .Where(output => output["OutputKey"]?.GetValueKind() is JsonValueKind.String)
            .Select(output => (output["OutputKey"]!.GetValue<string>(), output["OutputValue"])),
        JsonObject json => json.Select(property => (property.Key, property.Value)),
        _ => [],
    };
}
