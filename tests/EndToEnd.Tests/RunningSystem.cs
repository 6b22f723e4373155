using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;

[assembly: AssemblyFixture(typeof(MmsQueue.EndToEnd.Tests.RunningSystem))]

namespace MmsQueue.EndToEnd.Tests;

/// <summary>The whole system, started once for all tests: emulators, both functions as processes, the front.</summary>
public sealed class RunningSystem : IAsyncLifetime
{
    private readonly DataFolder _data = new();
    private LocalProcess? _local;

    internal string DataPath => _data.Path;

    internal HttpClient Http { get; } = new();

    internal Stack Stack { get; private set; } = null!;

    internal AmazonS3Client S3 { get; private set; } = null!;

    internal AmazonDynamoDBClient DynamoDb { get; private set; } = null!;

    internal AmazonSQSClient Sqs { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _local = LocalProcess.Start(_data.Path, []);
        await _local.ServingAsync();
        Stack = Stack.Read(_data.Path);
        var credentials = new BasicAWSCredentials("local", "local");
        S3 = new AmazonS3Client(credentials, new AmazonS3Config { ServiceURL = Stack["S3Endpoint"], ForcePathStyle = true });
        DynamoDb = new AmazonDynamoDBClient(credentials, new AmazonDynamoDBConfig { ServiceURL = Stack["DynamoDbEndpoint"] });
        Sqs = new AmazonSQSClient(credentials, new AmazonSQSConfig { ServiceURL = Stack["SqsEndpoint"] });
    }

    public async ValueTask DisposeAsync()
    {
        S3?.Dispose();
        DynamoDb?.Dispose();
        Sqs?.Dispose();
        Http.Dispose();
        if (_local is not null)
        {
            await _local.DisposeAsync();
        }

        _data.Dispose();
    }

    /// <summary>Texts files, as a phone would, and returns what the phone got.</summary>
    internal async Task<SimulatorReply> SendAsync(string[] files, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        foreach (var file in files)
        {
            form.Add(new ByteArrayContent(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)), "file", Path.GetFileName(file));
        }

        using var response = await Http.PostAsync(Stack["SimulatorUrl"], form, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        return SimulatorReply.Read(text);
    }

    /// <summary>Opens a link again and again until it gives the media.</summary>
    internal async Task<StoredMedia> StoredAsync(string link)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            using var response = await Http.GetAsync(link, patience.Token);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                var bytes = await response.Content.ReadAsByteArrayAsync(patience.Token);
                return new StoredMedia(
                    response.Content.Headers.ContentType!.ToString(), Convert.ToHexString(SHA256.HashData(bytes)), response.Content.Headers.ContentDisposition?.DispositionType);
            }

            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    internal static string Hash(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
}

/// <summary>What a link gave.</summary>
internal sealed record StoredMedia(string ContentType, string Sha256, string? Disposition);

/// <summary>The running system's parts, as in its stack.json.</summary>
internal sealed class Stack(JsonElement json)
{
    public string this[string name] => json.GetProperty(name).ToString();

    public static Stack Read(string data)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(data, "stack.json")));
        return new Stack(json.RootElement.Clone());
    }
}

/// <summary>What the simulator tells of a webhook.</summary>
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
