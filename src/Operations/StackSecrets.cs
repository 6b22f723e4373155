using System.Text.Json;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using MmsQueue.Operations.Reconcile;

namespace MmsQueue.Operations;

/// <summary>A stack's secrets: from Local's own file, or from Secrets Manager. They are never arguments.</summary>
/// <param name="Twilio">The credentials for Twilio's REST API.</param>
/// <param name="AuthToken">The token that signs webhooks.</param>
/// <param name="LinkSecret">The key that computes links.</param>
public sealed record StackSecrets(TwilioCredentials Twilio, string AuthToken, string LinkSecret)
{
    /// <summary>Reads the secrets.</summary>
    /// <exception cref="OperatorException">They are unknown or cannot be read.</exception>
    public static async Task<StackSecrets> ReadAsync(StackOutputs stack, AwsClients aws, CancellationToken cancellationToken)
    {
        if (stack.SecretsFile is { } file)
        {
            return FromFile(file);
        }

        if (stack is not { TwilioAccountSid: { } account, TwilioSecretArn: { } twilio, LinkSecretArn: { } link })
        {
            throw new OperatorException(
                "The outputs lack TwilioAccountSid, TwilioSecretArn or LinkSecretArn. Write them with "
                + "aws cloudformation describe-stacks --stack-name NAME > FILE, and name the file with --outputs.");
        }

        using var secret = Parse(twilio, await GetAsync(aws, twilio, cancellationToken));
        return new StackSecrets(
            new TwilioCredentials(account, Text(secret, "apiKey", twilio), Text(secret, "apiSecret", twilio)),
            Text(secret, "authToken", twilio),
            await GetAsync(aws, link, cancellationToken));
    }

    // The reference takes a name, which in a complete ARN is followed by a hyphen and six random characters.
    internal static string NameIn(string arn) => arn.Split(':')[^1] is var name && name.Length > 7 && name[^7] == '-' ? name[..^7] : name;

    private static StackSecrets FromFile(string file)
    {
        try
        {
            using var json = Parse(file, File.ReadAllText(file));
            var (account, token) = (Text(json, "TWILIO_ACCOUNT_SID", file), Text(json, "TWILIO_AUTH_TOKEN", file));
            return new StackSecrets(new TwilioCredentials(account, account, token), token, Text(json, "LINK_SECRET", file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"{file} cannot be read: {e.Message} Is Local running?", e);
        }
    }

    // AWS has no .NET package for Secrets Manager on every registry, and Parameter Store reads its secrets too.
    private static async Task<string> GetAsync(AwsClients aws, string arn, CancellationToken cancellationToken)
    {
        var name = NameIn(arn);
        var request = new GetParameterRequest { Name = $"/aws/reference/secretsmanager/{name}", WithDecryption = true };
        try
        {
            return (await aws.Parameters.GetParameterAsync(request, cancellationToken)).Parameter.Value;
        }
        catch (AmazonSimpleSystemsManagementException e)
        {
            throw new OperatorException(
                $"The secret {name} cannot be read ({e.ErrorCode}). Allow ssm:GetParameter and secretsmanager:GetSecretValue.", e);
        }
    }

    private static JsonDocument Parse(string source, string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException e)
        {
            throw new OperatorException($"{source} is not valid JSON.", e);
        }
    }

    private static string Text(JsonDocument json, string name, string source) =>
        json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : throw new OperatorException($"{source} has no {name}. Add it.");
}
