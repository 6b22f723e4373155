using System.Text.Json.Nodes;

namespace MmsQueue.Template.Tests.Reading;

/// <summary>A policy statement.</summary>
internal sealed record Statement(
    string Effect, JsonNode? Principal, IReadOnlySet<string> Actions, IReadOnlySet<string> Resources, JsonNode? Condition)
{
    public bool Allows => Effect == "Allow";

    public static IReadOnlyList<Statement> Of(JsonNode? document) =>
    [
        .. document.Items("Statement").Select(statement =>
            new Statement(
                statement.Text(nameof(Effect)),
                statement[nameof(Principal)],
                statement.Texts("Action").ToHashSet(StringComparer.Ordinal),
                statement.Texts("Resource").ToHashSet(StringComparer.Ordinal),
                statement[nameof(Condition)])),
    ];

    /// <summary>What the role of a function may do.</summary>
    public static IReadOnlyList<Statement> OfFunction(string function) =>
        [.. Deployment.Default.Properties(RoleOf(function)).Items("Policies").SelectMany(policy => Of(policy["PolicyDocument"]))];

    public static string RoleOf(string function) => TemplateFile.Resources[function].Text("Properties/Role/Fn::GetAtt/0");
}
