using System.Text.Json.Nodes;

namespace MmsQueue.Template.Tests.Reading;

/// <summary>template.yaml, unresolved.</summary>
internal static class TemplateFile
{
    public static JsonObject Root { get; } = TemplateYaml.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "template.yaml")));

    public static JsonObject Parameters { get; } = (JsonObject)Root[nameof(Parameters)]!;

    public static JsonObject Conditions { get; } = (JsonObject)Root[nameof(Conditions)]!;

    public static JsonObject Resources { get; } = (JsonObject)Root[nameof(Resources)]!;

    public static JsonObject Outputs { get; } = (JsonObject)Root[nameof(Outputs)]!;

    public static string TypeOf(string resource) => Resources[resource].Text("Type");

    public static IReadOnlyList<string> OfType(string type) =>
        [.. Resources.Select(resource => resource.Key).Where(name => TypeOf(name) == type)];
}
