using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MmsQueue.Template.Tests;

/// <summary>Reads CloudFormation's YAML; its tags become what they are short for: <c>!Ref x</c> is <c>{"Ref": "x"}</c>, <c>!Sub x</c> is <c>{"Fn::Sub": "x"}</c>.</summary>
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
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, (JsonNode?)Node(pair.Value)))),
        _ => throw new NotSupportedException($"{node.NodeType} at line {node.Start.Line}"),
    };

    private static JsonObject Intrinsic(TagName tag, JsonNode value) => tag.Value switch
    {
        "!Ref" => new() { ["Ref"] = value },
        "!GetAtt" => new() { ["Fn::GetAtt"] = new JsonArray([.. value.GetValue<string>().Split('.', 2).Select(part => JsonValue.Create(part))]) },
        var name => new() { ["Fn::" + name[1..]] = value },
    };
}
