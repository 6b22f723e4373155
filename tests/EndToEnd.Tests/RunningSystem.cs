using System.Security.Cryptography;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;

[assembly: AssemblyFixture(typeof(MmsQueue.EndToEnd.Tests.RunningSystem))]

namespace MmsQueue.EndToEnd.Tests;

/// <summary>The whole system, started once for all tests: emulators, both functions as processes, the web front.</summary>
public sealed class RunningSystem : IAsyncLifetime
{
    internal const string SecondaryToken = "the-token-that-is-next";

    private readonly TemporaryFolder _data = new();
    private LocalProcess? _local;

    internal string DataPath => _data.Path;

    internal Client Client { get; private set; } = null!;

    internal Stack Stack => Client.Stack;

    internal AmazonS3Client S3 { get; private set; } = null!;

    internal AmazonSQSClient Sqs { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _local = LocalProcess.Start(_data.Path, [], ("TWILIO_AUTH_TOKEN_SECONDARY", SecondaryToken));
        await _local.ServingAsync();
        var stack = Stack.Read(_data.Path);
        var credentials = new BasicAWSCredentials("local", "local");
        var dynamoDb = new AmazonDynamoDBClient(credentials, new AmazonDynamoDBConfig { ServiceURL = stack["DynamoDbEndpoint"] });
        Client = new Client(stack, dynamoDb, _local, _data.Path);
        S3 = new AmazonS3Client(credentials, new AmazonS3Config { ServiceURL = stack["S3Endpoint"], ForcePathStyle = true });
        Sqs = new AmazonSQSClient(credentials, new AmazonSQSConfig { ServiceURL = stack["SqsEndpoint"] });
    }

    public async ValueTask DisposeAsync()
    {
        S3?.Dispose();
        Sqs?.Dispose();
        Client?.Dispose();
        if (_local is not null)
        {
            await _local.DisposeAsync();
        }

        _data.Dispose();
    }

    /// <summary>A secret that Local generated.</summary>
    internal string Secret(string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(DataPath, "secrets.json")));
        return json.RootElement.GetProperty(name).GetString()!;
    }

    internal static string Hash(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
}

/// <summary>The response of a link.</summary>
internal sealed record StoredMedia(string ContentType, string Sha256, string? Disposition);

/// <summary>The running system's stack.json.</summary>
internal sealed class Stack(JsonElement json)
{
    public string this[string name] => json.GetProperty(name).ToString();

    public static Stack Read(string data)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(data, "stack.json")));
        return new Stack(json.RootElement.Clone());
    }
}

/// <summary>The simulator's response.</summary>
internal sealed record SimulatorReply(string MessageSid, int Status, int[] Statuses, string Twiml, string? Reply, string[] Links)
{
    public static SimulatorReply Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        return new SimulatorReply(
            root.GetProperty("messageSid").GetString()!,
            root.GetProperty("status").GetInt32(),
            root.TryGetProperty("statuses", out var statuses) ? [.. statuses.EnumerateArray().Select(status => status.GetInt32())] : [],
            root.GetProperty("twiml").GetString()!,
            root.GetProperty("reply").GetString(),
            [.. root.GetProperty("links").EnumerateArray().Select(link => link.GetString()!)]);
    }
}
