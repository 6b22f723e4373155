using MmsQueue.Emulator.Aws;

namespace MmsQueue.Local;

/// <summary>The functions' environment variables: Lambda's own, and the settings from our environment or else their local values.</summary>
internal sealed class FunctionVariables(
    Func<string, string?> variable, AwsEndpoints aws, Secrets secrets, StackResources stack, Uri server)
{
    public IReadOnlyDictionary<string, string?> Ingress() => For(
        "ingress",
        new("USERS_TABLE", stack.UsersTable),
        new("MEDIA_QUEUE_URL", stack.MediaQueueUrl),
        new("PUBLIC_BASE_URL", server.GetLeftPart(UriPartial.Authority)),
        new("LINK_SECRET", secrets.LinkSecret));

    public IReadOnlyDictionary<string, string?> Worker() => For(
        "worker",
        new("MEDIA_BUCKET", stack.MediaBucket),
        new("MEDIA_QUEUE_URL", stack.MediaQueueUrl),
        new("DEAD_LETTER_QUEUE_URL", stack.DeadLetterQueueUrl),
        new("EXTRA_MEDIA_ORIGINS", server.GetLeftPart(UriPartial.Authority)));

    private Dictionary<string, string?> For(string name, params ReadOnlySpan<KeyValuePair<string, string>> settings)
    {
        var variables = new Dictionary<string, string?>(aws.Variables(), StringComparer.Ordinal)
        {
            ["AWS_EXECUTION_ENV"] = "AWS_Lambda_dotnet10",
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "512",
            ["AWS_LAMBDA_FUNCTION_NAME"] = $"mmsqueue-{name}",
            ["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST",
            ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand",
            ["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/mmsqueue-{name}",
            ["AWS_LAMBDA_LOG_STREAM_NAME"] = "local",
            ["_HANDLER"] = $"MmsQueue.{name}",
        };
        foreach (var (key, value) in (KeyValuePair<string, string>[])[.. settings, .. secrets.Twilio()])
        {
            variables[key] = variable(key) is { Length: > 0 } given ? given : value;
        }

        return variables;
    }
}
