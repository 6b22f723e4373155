using System.Globalization;
using System.Text.Json.Nodes;

namespace MmsQueue.Template.Tests.Reading;

/// <summary>Access to JSON by a path such as <c>Rules/0/Status</c>.</summary>
internal static class JsonPath
{
    public static JsonNode? At(this JsonNode? node, string path)
    {
        foreach (var step in path.Split('/'))
        {
            node = node is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)] : node?[step];
        }

        return node;
    }

    /// <summary>The text there; empty when there is none.</summary>
    public static string Text(this JsonNode? node, string path) => node.At(path)?.GetValue<string>() ?? "";

    public static int Number(this JsonNode? node, string path) => int.Parse(node.Text(path), CultureInfo.InvariantCulture);

    /// <summary>The texts of a list, or the one text that stands for a list of one.</summary>
    public static IReadOnlyList<string> Texts(this JsonNode? node, string path) => node.At(path) switch
    {
        JsonArray list => [.. list.Select(item => item!.GetValue<string>())],
        { } one => [one.GetValue<string>()],
        null => [],
    };

    public static IReadOnlyList<JsonNode> Items(this JsonNode? node, string path) =>
        [.. ((JsonArray?)node.At(path) ?? []).OfType<JsonNode>()];

    public static JsonArray ArrayOf(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
