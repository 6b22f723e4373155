using System.Text.Json.Nodes;

namespace MmsQueue.Template.Tests;

/// <summary>References between the parts of the template.</summary>
public sealed class ReferenceTests
{
    /// <summary>The attributes of each resource type that the template uses.</summary>
    private static readonly Dictionary<string, string[]> Attributes = new(StringComparer.Ordinal)
    {
        ["AWS::ApiGatewayV2::Api"] = ["ApiEndpoint"],
        ["AWS::CloudFront::Distribution"] = ["DomainName"],
        ["AWS::CloudWatch::Alarm"] = ["Arn"],
        ["AWS::DynamoDB::Table"] = ["Arn"],
        ["AWS::Events::Rule"] = ["Arn"],
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
            TemplateFile.Resources.ContainsKey(reference.Name)
                || (reference.Attribute is null && TemplateFile.Parameters.ContainsKey(reference.Name)),
            reference.ToString()));

    [Fact]
    public void Every_referenced_attribute_exists() => Assert.All(
        Used.Where(reference => reference.Attribute is not null),
        reference => Assert.True(
            Attributes[TemplateFile.TypeOf(reference.Name)].Contains(reference.Attribute, StringComparer.Ordinal), reference.ToString()));

    [Fact]
    public void Every_parameter_is_used() => Assert.Empty(
        TemplateFile.Parameters.Select(parameter => parameter.Key)
            .Except(Used.Select(reference => reference.Name), StringComparer.Ordinal));

    [Fact]
    public void Every_condition_is_both_defined_and_used() => Assert.Equal(
        TemplateFile.Conditions.Select(condition => condition.Key).Order(StringComparer.Ordinal),
        Reference.ConditionsIn(WithoutPolicies(TemplateFile.Resources)).Concat(Reference.ConditionsIn(TemplateFile.Outputs))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_parameter_has_a_description_and_a_constraint() => Assert.All(TemplateFile.Parameters, parameter =>
    {
        Assert.NotEmpty(parameter.Value.Text("Description"));
        string[] constraints = ["AllowedPattern", "AllowedValues", "MinValue"];
        Assert.True(constraints.Any(((JsonObject)parameter.Value!).ContainsKey), parameter.Key);
    });

    [Fact]
    public void Every_parameter_is_in_exactly_one_console_group() => Assert.Equal(
        TemplateFile.Parameters.Select(parameter => parameter.Key).Order(StringComparer.Ordinal),
        TemplateFile.Root.Items("Metadata/AWS::CloudFormation::Interface/ParameterGroups")
            .SelectMany(group => group.Texts("Parameters")).Order(StringComparer.Ordinal));

    [Fact]
    public void No_resource_depends_on_itself_even_indirectly()
    {
        var waitsFor = TemplateFile.Resources.ToDictionary(
            resource => resource.Key,
            resource => Reference.In(resource.Value).Select(reference => reference.Name).Concat(resource.Value.Texts("DependsOn"))
                .Where(TemplateFile.Resources.ContainsKey).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);

        // A resource that waits for nothing is created, and then nothing waits for it.
        while (waitsFor.FirstOrDefault(resource => resource.Value.Count == 0) is { Key: { } created })
        {
            waitsFor.Remove(created);
            foreach (var others in waitsFor.Values)
            {
                others.Remove(created);
            }
        }

        Assert.Empty(waitsFor.Keys);
    }

    [Fact]
    public void A_conditional_resource_is_never_referenced_unconditionally()
    {
        var isConditional = TemplateFile.Resources.ToLookup(
            resource => resource.Value!["Condition"] is not null, resource => resource.Key);
        var conditional = isConditional[true].ToList();
        var others = isConditional[false].Select(name => Deployment.Default.Properties(name).ToJsonString());
        Assert.NotEmpty(conditional);
        Assert.All(others, text => Assert.All(conditional, name => Assert.DoesNotContain($"\"{name}\"", text, StringComparison.Ordinal)));
    }

    // The Condition of a policy is not a condition of the template.
    private static JsonNode? WithoutPolicies(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(
            map.Where(pair => pair.Key != "PolicyDocument").Select(pair => KeyValuePair.Create(pair.Key, WithoutPolicies(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(WithoutPolicies)]),
        _ => node?.DeepClone(),
    };
}
