namespace MmsQueue.Local;

/// <summary>A function's environment variables: Lambda's own, and the settings from our environment or else their local values.</summary>
internal static class FunctionVariables
{
    public static IReadOnlyDictionary<string, string?> Of(
        string function, LocalOptions options, LocalAws aws, Secrets secrets, Uri server, string webhookUrl)
    {
        var variables = new Dictionary<string, string?>(aws.Endpoints.Variables(), StringComparer.Ordinal)
        {
            ["AWS_EXECUTION_ENV"] = "AWS_Lambda_dotnet10",
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "512",
            ["AWS_LAMBDA_FUNCTION_NAME"] = $"mmsqueue-{function}",
            ["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST",
            ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand",
            ["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/mmsqueue-{function}",
            ["AWS_LAMBDA_LOG_STREAM_NAME"] = "local",
            ["_HANDLER"] = $"MmsQueue.{function}",
        };
        var origin = server.GetLeftPart(UriPartial.Authority);
        var settings = function switch
        {
            "ingress" => Ingress(aws, secrets, origin),
            "worker" => Worker(aws, secrets, origin),
            _ => Reconciler(aws, secrets, origin, webhookUrl),
        };
        foreach (var (name, value) in settings)
        {
            variables[name] = options.Given(name) ?? value;
        }

        return variables;
    }

    private static KeyValuePair<string, string>[] Ingress(LocalAws aws, Secrets secrets, string origin) =>
    [
        new("USERS_TABLE", aws.Stack.UsersTable),
        new("MEDIA_QUEUE_URL", aws.Stack.MediaQueueUrl),
        new("PUBLIC_BASE_URL", origin),
        new("LINK_SECRET", secrets.LinkSecret),
        .. secrets.Twilio(),
    ];

    private static KeyValuePair<string, string>[] Worker(LocalAws aws, Secrets secrets, string origin) =>
    [
        new("MEDIA_BUCKET", aws.Stack.MediaBucket),
        new("MEDIA_QUEUE_URL", aws.Stack.MediaQueueUrl),
        new("DEAD_LETTER_QUEUE_URL", aws.Stack.DeadLetterQueueUrl),
        new("EXTRA_MEDIA_ORIGINS", origin),
        .. secrets.Twilio(),
    ];

    // Shorter times than in AWS, so that a recovery can be watched.
    private static KeyValuePair<string, string>[] Reconciler(LocalAws aws, Secrets secrets, string origin, string webhookUrl) =>
    [
        new("MEDIA_BUCKET", aws.Stack.MediaBucket),
        new("MEDIA_QUEUE_URL", aws.Stack.MediaQueueUrl),
        new("DEAD_LETTER_QUEUE_URL", aws.Stack.DeadLetterQueueUrl),
        new("PUBLIC_BASE_URL", origin),
        new("LINK_SECRET", secrets.LinkSecret),
        new("WEBHOOK_URL", webhookUrl),
        new("WEBHOOK_ORIGIN", origin),
        new("TWILIO_API_ORIGIN", origin),
        new("RECONCILE_PERIOD_SECONDS", "10"),
        new("LOOK_BACK_HOURS", "2"),
        .. secrets.Twilio(),
    ];
}
