using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MmsQueue.Template.Tests.Reading;

/// <summary>Reads CloudFormation's YAML and expands its short forms: <c>!Ref x</c> becomes <c>{"Ref": "x"}</c>.</summary>
internal static class TemplateYaml
{
    public static JsonObject Read(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        return (JsonObject)Node(yaml.Documents[0].RootNode);
    }

    private static JsonNode Node(YamlNode node)
    {
        var plain = Plain(node);
        return node.Tag is { IsEmpty: false, IsNonSpecific: false } tag && tag.Value.StartsWith('!') ? Intrinsic(tag, plain) : plain;
    }

    private static JsonNode Plain(YamlNode node) => node switch
    {
        YamlScalarNode scalar => JsonValue.Create(scalar.Value ?? ""),
        YamlSequenceNode list => new JsonArray([.. list.Select(Node)]),
        YamlMappingNode map => new JsonObject(
            map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, (JsonNode?)Node(pair.Value)))),
        _ => throw new NotSupportedException($"{node.NodeType} at line {node.Start.Line}"),
    };

    private static JsonObject Intrinsic(TagName tag, JsonNode value) => tag.Value switch
    {
        "!Ref" => new() { ["Ref"] = value },
        "!GetAtt" => new() { ["Fn::GetAtt"] = JsonPath.ArrayOf(value.GetValue<string>().Split('.', 2)) },
        var name => new() { ["Fn::" + name[1..]] = value },
    };
}
