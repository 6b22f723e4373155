using System.Text.Json.Nodes;

namespace MmsQueue.Template.Tests.Reading;

/// <summary>The template as CloudFormation would resolve it for given parameters.</summary>
/// <remarks>A reference to a resource resolves to its name, and one to an attribute to <c>Name.Attribute</c>, or a URL.</remarks>
internal sealed class Deployment(params IReadOnlyList<(string Name, string Value)> parameters)
{
    private static readonly Dictionary<string, string> Given = new(StringComparer.Ordinal)
    {
        ["TwilioAccountSid"] = "AC0123456789abcdef0123456789abcdef",
        ["TwilioSecretArn"] = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:twilio-AbCdEf",
        ["AWS::AccountId"] = "123456789012",
        ["AWS::Partition"] = "aws",
        ["AWS::Region"] = "eu-central-1",
        ["AWS::StackId"] = "arn:aws:cloudformation:eu-central-1:123456789012:stack/mmsqueue/1a2b3c4d-0000-11f0-aaaa-0123456789ab",
        ["AWS::StackName"] = "mmsqueue",
        ["AWS::URLSuffix"] = "amazonaws.com",
    };

    /// <summary>A deployment with the default parameters.</summary>
    public static Deployment Default { get; } = new();

    public JsonNode Properties(string resource) => Resolve(TemplateFile.Resources[resource]!["Properties"])!;

    public string Output(string name) => Resolve(TemplateFile.Outputs[name]!["Value"])!.GetValue<string>();

    public Dictionary<string, string> Environment(string function) =>
        ((JsonObject)Properties(function).At("Environment/Variables")!)
            .ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>(), StringComparer.Ordinal);

    /// <summary>Resolves a node; <c>AWS::NoValue</c> becomes null.</summary>
    public JsonNode? Resolve(JsonNode? node) => node switch
    {
        JsonObject { Count: 1 } map when map.Single() is { Key: "Ref" or ['F', 'n', ':', ':', ..] } intrinsic =>
            Intrinsic(intrinsic.Key, intrinsic.Value!),
        JsonObject map => new JsonObject(
            map.Select(pair => KeyValuePair.Create(pair.Key, Resolve(pair.Value))).Where(pair => pair.Value is not null)),
        JsonArray list => new JsonArray([.. list.Select(Resolve).Where(item => item is not null)]),
        _ => node?.DeepClone(),
    };

    private JsonNode? Intrinsic(string name, JsonNode value) => name switch
    {
        "Ref" => value.GetValue<string>() is "AWS::NoValue" ? null : JsonValue.Create(Value(new Reference(value.GetValue<string>()))),
        "Fn::GetAtt" => JsonValue.Create(Value(new Reference(value.Text("0"), value.Text("1")))),
        "Fn::Sub" => JsonValue.Create(Substitute(value)),
        "Fn::If" => Resolve(Holds(TemplateFile.Conditions[value.Text("0")]!) ? value[1] : value[2]),
        "Fn::Select" => Resolve(value[1])![value.Number("0")]!.DeepClone(),
        "Fn::Split" => JsonPath.ArrayOf(Resolve(value[1])!.GetValue<string>().Split(value.Text("0"))),
        _ => throw new NotSupportedException(name),
    };

    private bool Holds(JsonNode condition) => condition switch
    {
        _ when condition["Fn::Equals"] is JsonArray both => JsonNode.DeepEquals(Resolve(both[0]), Resolve(both[1])),
        _ when condition["Fn::Not"] is JsonArray one => !Holds(one[0]!),
        _ => throw new NotSupportedException(condition.ToJsonString()),
    };

    private string Substitute(JsonNode value)
    {
        var (text, own) = value is JsonArray list ? (list.Text("0"), Resolve(list[1])) : (value.GetValue<string>(), null);
        return Reference.Place.Replace(
            text, place => own?[place.Groups["name"].Value]?.GetValue<string>() ?? Value(Reference.InText(place.Value).Single()));
    }

    private string Value(Reference reference)
    {
        if (reference.Attribute is not null)
        {
            return reference.Attribute is "ApiEndpoint" ? $"https://{reference.Name}.example" : $"{reference.Name}.{reference.Attribute}";
        }

        var parameter = TemplateFile.Parameters[reference.Name];
        return parameters.FirstOrDefault(given => given.Name == reference.Name).Value
            ?? Given.GetValueOrDefault(reference.Name)
            ?? parameter?[nameof(Default)]?.GetValue<string>()
            ?? IdOf(reference.Name);
    }

    private static string IdOf(string resource) => TemplateFile.TypeOf(resource) == "AWS::SQS::Queue"
        ? $"https://sqs.eu-central-1.amazonaws.com/123456789012/{resource}"
        : resource;
}
