using System.Text.Json.Nodes;

namespace MmsQueue.Template.Tests;

/// <summary>What the parts of the template say of one another.</summary>
public sealed class ReferenceTests
{
    /// <summary>The attributes that a resource of each type has, of those that the template asks for.</summary>
    private static readonly Dictionary<string, string[]> Attributes = new(StringComparer.Ordinal)
    {
        ["AWS::ApiGatewayV2::Api"] = ["ApiEndpoint"],
        ["AWS::CloudFront::Distribution"] = ["DomainName"],
        ["AWS::CloudWatch::Alarm"] = ["Arn"],
        ["AWS::DynamoDB::Table"] = ["Arn"],
        ["AWS::IAM::Role"] = ["Arn"],
        ["AWS::Logs::LogGroup"] = ["Arn"],
        ["AWS::S3::Bucket"] = ["Arn", "RegionalDomainName"],
        ["AWS::SQS::Queue"] = ["Arn", "QueueName"],
        ["AWS::Serverless::Function"] = ["Arn"],
    };

    private static readonly IReadOnlyList<Reference> Used = [.. Reference.In(TemplateFile.Root)];

    [Fact]
    public void Every_reference_has_a_target() => Assert.All(
        Used.Where(reference => !reference.Name.StartsWith("AWS::", StringComparison.Ordinal)),
        reference => Assert.True(
            TemplateFile.Resources.ContainsKey(reference.Name) || (reference.Attribute is null && TemplateFile.Parameters.ContainsKey(reference.Name)), reference.ToString()));

    [Fact]
    public void Every_referenced_attribute_exists() => Assert.All(
        Used.Where(reference => reference.Attribute is not null),
        reference => Assert.True(
            Attributes[TemplateFile.TypeOf(reference.Name)].Contains(reference.Attribute, StringComparer.Ordinal), reference.ToString()));

    [Fact]
    public void Every_parameter_is_used() => Assert.Empty(
        TemplateFile.Parameters.Select(parameter => parameter.Key).Except(Used.Select(reference => reference.Name), StringComparer.Ordinal));

    [Fact]
    public void Every_condition_is_both_defined_and_used() => Assert.Equal(
        TemplateFile.Conditions.Select(condition => condition.Key).Order(StringComparer.Ordinal),
        Reference.ConditionsIn(WithoutPolicies(TemplateFile.Resources)).Concat(Reference.ConditionsIn(TemplateFile.Outputs)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_parameter_has_a_description_and_a_constraint() => Assert.All(TemplateFile.Parameters, parameter =>
    {
        Assert.NotEmpty(parameter.Value.Text("Description"));
        Assert.True(parameter.Value is JsonObject { } what && (what.ContainsKey("AllowedPattern") || what.ContainsKey("AllowedValues") || what.ContainsKey("MinValue")), parameter.Key);
    });

    [Fact]
    public void Every_parameter_is_in_exactly_one_console_group() => Assert.Equal(
        TemplateFile.Parameters.Select(parameter => parameter.Key).Order(StringComparer.Ordinal),
        TemplateFile.Root.Items("Metadata/AWS::CloudFormation::Interface/ParameterGroups").SelectMany(group => group.Texts("Parameters")).Order(StringComparer.Ordinal));

    [Fact]
    public void No_resource_depends_on_itself_even_indirectly()
    {
        var waitsFor = TemplateFile.Resources.ToDictionary(
            resource => resource.Key,
            resource => Reference.In(resource.Value).Select(reference => reference.Name).Concat(resource.Value.Texts("DependsOn"))
                .Where(TemplateFile.Resources.ContainsKey).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);

        // Whoever waits for nobody is made, and no longer waited for.
        while (waitsFor.FirstOrDefault(resource => resource.Value.Count == 0) is { Key: { } made })
        {
            waitsFor.Remove(made);
            foreach (var others in waitsFor.Values)
            {
                others.Remove(made);
            }
        }

        Assert.Empty(waitsFor.Keys);
    }

    [Fact]
    public void A_conditional_resource_is_never_referenced_unconditionally()
    {
        var conditional = TemplateFile.Resources.Where(resource => resource.Value!["Condition"] is not null).Select(resource => resource.Key).ToList();
        var others = TemplateFile.Resources.Where(resource => resource.Value!["Condition"] is null).Select(resource => Deployment.Default.Properties(resource.Key).ToJsonString());
        Assert.NotEmpty(conditional);
        Assert.All(others, text => Assert.All(conditional, name => Assert.DoesNotContain($"\"{name}\"", text, StringComparison.Ordinal)));
    }

    // A policy's Condition is another thing of the same name.
    private static JsonNode? WithoutPolicies(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Where(pair => pair.Key != "PolicyDocument").Select(pair => KeyValuePair.Create(pair.Key, WithoutPolicies(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(WithoutPolicies)]),
        _ => node?.DeepClone(),
    };
}
