using System.Text.Json;

namespace MmsQueue.Cli;

/// <summary>Where the system's parts are; null what was not told.</summary>
internal sealed record StackOutputs
{
    private const string LocalFile = ".local/stack.json";

    public string? MediaQueueUrl { get; init; }

    public string? DeadLetterQueueUrl { get; init; }

    public string? MediaBucket { get; init; }

    public string? PublicBaseUrl { get; init; }

    public string? SimulatorUrl { get; init; }

    public string? SqsEndpoint { get; init; }

    public string? S3Endpoint { get; init; }

    public string? Region { get; init; }

    /// <summary>The media queue's URL.</summary>
    /// <exception cref="MmsqException">It was not told.</exception>
    public string RequiredMediaQueueUrl => MediaQueueUrl ?? throw Missing("media queue", nameof(MediaQueueUrl), "--queue-url URL");

    /// <summary>The dead-letter queue's URL.</summary>
    /// <exception cref="MmsqException">It was not told.</exception>
    public string RequiredDeadLetterQueueUrl => DeadLetterQueueUrl ?? throw Missing("dead-letter queue", nameof(DeadLetterQueueUrl), "--dead-letter-queue-url URL");

    /// <summary>The media bucket's name.</summary>
    /// <exception cref="MmsqException">It was not told.</exception>
    public string RequiredMediaBucket => MediaBucket ?? throw Missing("media bucket", nameof(MediaBucket), "--bucket NAME");

    /// <summary>The simulator's URL.</summary>
    /// <exception cref="MmsqException">There is none, as in AWS.</exception>
    public string RequiredSimulatorUrl => SimulatorUrl ?? throw new MmsqException(
        "There is no Twilio simulator: only Local has one. Start it with dotnet run --project src/Local, or text the phone number itself.");

    /// <summary>What Local, which runs in this folder, tells of itself.</summary>
    /// <exception cref="MmsqException">It is not running.</exception>
    public static StackOutputs ReadLocal() => File.Exists(LocalFile)
        ? Read(LocalFile)
        : throw new MmsqException(
            $"There is no {LocalFile}: Local is not running in this folder. Start it with dotnet run --project src/Local, or name the stack in AWS with --outputs FILE.");

    /// <summary>Reads a stack's outputs in any of the forms that they come in.</summary>
    /// <exception cref="MmsqException">The file cannot be read, or holds none.</exception>
    public static StackOutputs Read(string file)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            var outputs = OutputsJson.Read(json.RootElement);
            var stack = From(name => outputs.GetValueOrDefault(name));
            return stack != new StackOutputs()
                ? stack
                : throw new MmsqException($"{file} holds no output of this stack. Write it with aws cloudformation describe-stacks --stack-name NAME > {file}.");
        }
        catch (JsonException e)
        {
            throw new MmsqException($"{file} is no JSON (line {e.LineNumber + 1}). Write it with aws cloudformation describe-stacks --stack-name NAME --output json > {file}.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MmsqException($"{file} cannot be read: {e.Message} Name the file of the stack's outputs with --outputs.", e);
        }
    }

    /// <summary>These, and where one is null, the other's.</summary>
    public StackOutputs Or(StackOutputs other) => other with
    {
        MediaQueueUrl = MediaQueueUrl ?? other.MediaQueueUrl,
        DeadLetterQueueUrl = DeadLetterQueueUrl ?? other.DeadLetterQueueUrl,
        MediaBucket = MediaBucket ?? other.MediaBucket,
        PublicBaseUrl = PublicBaseUrl ?? other.PublicBaseUrl,
        SimulatorUrl = SimulatorUrl ?? other.SimulatorUrl,
    };

    private static StackOutputs From(Func<string, string?> output) => new()
    {
        MediaQueueUrl = output(nameof(MediaQueueUrl)),
        DeadLetterQueueUrl = output(nameof(DeadLetterQueueUrl)),
        MediaBucket = output(nameof(MediaBucket)),
        PublicBaseUrl = output(nameof(PublicBaseUrl)),
        SimulatorUrl = output(nameof(SimulatorUrl)),
        SqsEndpoint = output(nameof(SqsEndpoint)),
        S3Endpoint = output(nameof(S3Endpoint)),
        Region = output(nameof(Region)),
    };

    private static MmsqException Missing(string what, string name, string option) =>
        new($"The {what} is not known: the outputs have no {name}. Give it with {option}.");
}
