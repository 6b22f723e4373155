namespace MmsQueue.Emulator.Aws;

/// <summary>The endpoints of the AWS services, with the region and the credentials to use.</summary>
public sealed record AwsEndpoints(
    Uri Sqs, Uri S3, Uri DynamoDb, string Region, string AccessKeyId, string SecretAccessKey, string? SessionToken)
{
    private const string All = "AWS_ENDPOINT_URL";
    private static readonly string[] Names = ["AWS_ENDPOINT_URL_SQS", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_DYNAMODB"];

    /// <summary>The emulators' endpoints, regardless of the credentials in the environment.</summary>
    public static AwsEndpoints Of(Emulators emulators) =>
        new(emulators.Sqs, emulators.S3, emulators.DynamoDb, "us-east-1", "local", "local", SessionToken: null);

    /// <summary>The endpoints from the environment; null if it has none and emulators are needed.</summary>
    public static AwsEndpoints? Read(Func<string, string?> variable)
    {
        string? Value(string name) => variable(name) is { Length: > 0 } value ? value : null;
        if (Value(All) is null && Array.TrueForAll(Names, name => Value(name) is null))
        {
            return null;
        }

        var urls = Array.ConvertAll(Names, name => Url(name, Value(name) ?? Value(All)));
        return new AwsEndpoints(
            urls[0],
            urls[1],
            urls[2],
            Value("AWS_REGION") ?? Value("AWS_DEFAULT_REGION") ?? "us-east-1",
            Value("AWS_ACCESS_KEY_ID") ?? "local",
            Value("AWS_SECRET_ACCESS_KEY") ?? "local",
            Value("AWS_SESSION_TOKEN"));
    }

    /// <summary>The environment variables that point every AWS SDK to the same services; null removes a variable.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Variables()
    {
        yield return new(Names[0], Sqs.ToString());
        yield return new(Names[1], S3.ToString());
        yield return new(Names[2], DynamoDb.ToString());
        yield return new("AWS_REGION", Region);
        yield return new("AWS_DEFAULT_REGION", Region);
        yield return new("AWS_ACCESS_KEY_ID", AccessKeyId);
        yield return new("AWS_SECRET_ACCESS_KEY", SecretAccessKey);
        yield return new("AWS_SESSION_TOKEN", SessionToken);
        yield return new("AWS_PROFILE", null);
    }

    private static Uri Url(string name, string? value) => value is null
        ? throw new EmulatorException(
            $"{name} is missing. If one AWS_ENDPOINT_URL variable is set, all three services need an endpoint.")
        : Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme.StartsWith("http", StringComparison.Ordinal)
            ? uri
            : throw new EmulatorException($"{name} is not an HTTP or HTTPS URL.");
}
