using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MmsQueue.Template.Tests.Reading;

/// <summary>A reference in the template.</summary>
/// <param name="Name">A parameter, a resource, or one of AWS's own such as <c>AWS::Region</c>.</param>
/// <param name="Attribute">The resource's attribute; null for the resource itself.</param>
internal sealed partial record Reference(string Name, string? Attribute = null)
{
    public static IEnumerable<Reference> In(JsonNode? node) => node switch
    {
        JsonObject { Count: 1 } map when map["Ref"] is { } name => [new(name.GetValue<string>())],
        JsonObject { Count: 1 } map when map["Fn::GetAtt"] is { } path => [new(path.Text("0"), path.Text("1"))],
        JsonObject { Count: 1 } map when map["Fn::Sub"] is JsonArray sub =>
            [.. InText(sub.Text("0")).Where(reference => sub.At("1")?[reference.Name] is null), .. In(sub[1])],
        JsonObject { Count: 1 } map when map["Fn::Sub"] is { } text => InText(text.GetValue<string>()),
        JsonObject map => map.SelectMany(pair => In(pair.Value)),
        JsonArray list => list.SelectMany(In),
        _ => [],
    };

    /// <summary>The conditions that a node depends on, by <c>Fn::If</c> or <c>Condition</c>.</summary>
    public static IEnumerable<string> ConditionsIn(JsonNode? node) => node switch
    {
        JsonObject map =>
        [
            .. map["Fn::If"] is JsonArray choice ? [choice.Text("0")] : Array.Empty<string>(),
            .. map["Condition"] is JsonValue name ? [name.GetValue<string>()] : Array.Empty<string>(),
            .. map.SelectMany(pair => ConditionsIn(pair.Value)),
        ],
        JsonArray list => list.SelectMany(ConditionsIn),
        _ => [],
    };

    public static IEnumerable<Reference> InText(string text) =>
        from place in Place.Matches(text)
        let parts = place.Groups["name"].Value.Split('.', 2)
        select new Reference(parts[0], parts.ElementAtOrDefault(1));

    [GeneratedRegex(@"\$\{(?<name>[^!}][^}]*)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    public static partial Regex Place { get; }
}
