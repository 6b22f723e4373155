using System.Text.Json;
using System.Text.Json.Nodes;

namespace MmsQueue.Operations;

/// <summary>Where the parts of a deployed or local system are; null if unknown.</summary>
public sealed record StackOutputs
{
    private const string LocalFile = ".local/stack.json";
    private const string DescribeStacks = "aws cloudformation describe-stacks --stack-name NAME";

    /// <summary>URL of the media queue.</summary>
    public string? MediaQueueUrl { get; init; }

    /// <summary>URL of the dead-letter queue.</summary>
    public string? DeadLetterQueueUrl { get; init; }

    /// <summary>Name of the media bucket.</summary>
    public string? MediaBucket { get; init; }

    /// <summary>Prefix of every key in the bucket.</summary>
    public string? MediaKeyPrefix { get; init; }

    /// <summary>What every link starts with.</summary>
    public string? PublicBaseUrl { get; init; }

    /// <summary>URL of Local's Twilio simulator; there is none in AWS.</summary>
    public string? SimulatorUrl { get; init; }

    /// <summary>Endpoint of an emulated SQS; null means AWS.</summary>
    public string? SqsEndpoint { get; init; }

    /// <summary>Endpoint of an emulated S3; null means AWS.</summary>
    public string? S3Endpoint { get; init; }

    /// <summary>URL of the webhook, with the fragment that configures Twilio's retries.</summary>
    public string? WebhookUrl { get; init; }

    /// <summary>SID of the Twilio account.</summary>
    public string? TwilioAccountSid { get; init; }

    /// <summary>ARN of the secret with Twilio's credentials.</summary>
    public string? TwilioSecretArn { get; init; }

    /// <summary>ARN of the secret that computes links.</summary>
    public string? LinkSecretArn { get; init; }

    /// <summary>Path of Local's secrets; there is none in AWS.</summary>
    public string? SecretsFile { get; init; }

    /// <summary>AWS region of the stack.</summary>
    public string? Region { get; init; }

    /// <summary>URL of the media queue.</summary>
    /// <exception cref="OperatorException">It is unknown.</exception>
    public string RequiredMediaQueueUrl => MediaQueueUrl ?? throw Missing("media queue", nameof(MediaQueueUrl), "--queue-url URL");

    /// <summary>URL of the dead-letter queue.</summary>
    /// <exception cref="OperatorException">It is unknown.</exception>
    public string RequiredDeadLetterQueueUrl =>
        DeadLetterQueueUrl ?? throw Missing("dead-letter queue", nameof(DeadLetterQueueUrl), "--dead-letter-queue-url URL");

    /// <summary>Name of the media bucket.</summary>
    /// <exception cref="OperatorException">It is unknown.</exception>
    public string RequiredMediaBucket => MediaBucket ?? throw Missing("media bucket", nameof(MediaBucket), "--bucket NAME");

    /// <summary>What every link starts with.</summary>
    /// <exception cref="OperatorException">It is unknown.</exception>
    public string RequiredPublicBaseUrl => PublicBaseUrl ?? throw Missing("links' base URL", nameof(PublicBaseUrl), "--links-base URL");

    /// <summary>URL of the webhook.</summary>
    /// <exception cref="OperatorException">It is unknown.</exception>
    public string RequiredWebhookUrl => WebhookUrl?.Split('#')[0] ?? throw new OperatorException(
        $"The webhook is unknown: the outputs have no {nameof(WebhookUrl)}. Name the stack's outputs with --outputs FILE.");

    /// <summary>URL of the simulator.</summary>
    /// <exception cref="OperatorException">There is none, as in AWS.</exception>
    public string RequiredSimulatorUrl => SimulatorUrl ?? throw new OperatorException(
        "There is no Twilio simulator: only Local has one. Start it with dotnet run --project src/Local, "
        + "or send an MMS to the phone number itself.");

    /// <summary>Reads the outputs of the Local that runs in the current folder.</summary>
    /// <exception cref="OperatorException">Local is not running.</exception>
    public static StackOutputs ReadLocal() => File.Exists(LocalFile)
        ? Read(LocalFile)
        : throw new OperatorException(
            $"There is no {LocalFile}: Local is not running in this folder. Start it with dotnet run --project src/Local, "
            + "or name the stack in AWS with --outputs FILE.");

    /// <summary>Reads a stack's outputs from a file, in any supported format.</summary>
    /// <exception cref="OperatorException">The file cannot be read or contains no outputs.</exception>
    public static StackOutputs Read(string file)
    {
        try
        {
            var stack = OutputsJson.Read(JsonNode.Parse(File.ReadAllBytes(file)));
            return stack != new StackOutputs()
                ? stack
                : throw new OperatorException($"{file} contains no outputs of this stack. Write it with {DescribeStacks} > {file}.");
        }
        catch (JsonException e)
        {
            throw new OperatorException(
                $"{file} is not valid JSON (line {e.LineNumber + 1}). Write it with {DescribeStacks} --output json > {file}.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"{file} cannot be read: {e.Message} Name the file with the stack's outputs in --outputs.", e);
        }
    }

    /// <summary>These outputs, with the other's wherever one is null.</summary>
    public StackOutputs Or(StackOutputs other) => other with
    {
        MediaQueueUrl = MediaQueueUrl ?? other.MediaQueueUrl,
        DeadLetterQueueUrl = DeadLetterQueueUrl ?? other.DeadLetterQueueUrl,
        MediaBucket = MediaBucket ?? other.MediaBucket,
        PublicBaseUrl = PublicBaseUrl ?? other.PublicBaseUrl,
        SimulatorUrl = SimulatorUrl ?? other.SimulatorUrl,
    };

    private static OperatorException Missing(string what, string name, string option) =>
        new($"The {what} is unknown: the outputs have no {name}. Set it with {option}.");
}
