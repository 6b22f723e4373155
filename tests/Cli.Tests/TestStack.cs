using System.Text.Json.Nodes;
using Amazon.SQS.Model;
using MmsQueue.Shared;

namespace MmsQueue.Cli.Tests;

/// <summary>One test's own two queues, and a folder with the .local/stack.json that points to them.</summary>
internal sealed class TestStack : IDisposable
{
    private readonly AwsFixture _aws;

    private TestStack(AwsFixture aws, string media, string dead) => (_aws, MediaQueueUrl, DeadLetterQueueUrl) = (aws, media, dead);

    public string MediaQueueUrl { get; }

    public string DeadLetterQueueUrl { get; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("mmsq-").FullName;

    public static async Task<TestStack> CreateAsync(AwsFixture aws)
    {
        var name = Guid.NewGuid().ToString("N");
        var media = await aws.Sqs.CreateQueueAsync($"media-{name}", TestContext.Current.CancellationToken);
        var dead = await aws.Sqs.CreateQueueAsync($"dead-{name}", TestContext.Current.CancellationToken);
        var stack = new TestStack(aws, media.QueueUrl, dead.QueueUrl);
        stack.Write(aws.Endpoint);
        return stack;
    }

    /// <summary>Points stack.json to another SQS, and to a simulator.</summary>
    public void Write(Uri endpoint, Uri? simulator = null)
    {
        Directory.CreateDirectory(Path.Combine(Folder, ".local"));
        var stack = new JsonObject
        {
            [nameof(MediaQueueUrl)] = MediaQueueUrl,
            [nameof(DeadLetterQueueUrl)] = DeadLetterQueueUrl,
            ["MediaBucket"] = "media",
            ["PublicBaseUrl"] = "https://links.example",
            ["SimulatorUrl"] = simulator?.ToString(),
            ["SqsEndpoint"] = endpoint.ToString(),
            ["S3Endpoint"] = endpoint.ToString(),
            ["Region"] = "us-east-1",
        };
        File.WriteAllText(Path.Combine(Folder, ".local", "stack.json"), stack.ToJsonString());
    }

    /// <summary>Sends dead letters as the worker does, or without a reason, as SQS itself moves them.</summary>
    public async Task<string[]> DieAsync(string? reason, int count = 1, int replays = 0, string? body = null)
    {
        var ids = new string[count];
        for (var i = 0; i < count; i++)
        {
            var request = new SendMessageRequest(DeadLetterQueueUrl, body ?? Job().ToJson())
            {
                MessageAttributes = Attributes(reason, replays),
            };
            ids[i] = (await _aws.Sqs.SendMessageAsync(request, TestContext.Current.CancellationToken)).MessageId;
        }

        return ids;
    }

    public async Task<(int Visible, int InFlight)> DepthAsync(string queueUrl)
    {
        var request = new GetQueueAttributesRequest(queueUrl, ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]);
        var answer = await _aws.Sqs.GetQueueAttributesAsync(request, TestContext.Current.CancellationToken);
        return (answer.ApproximateNumberOfMessages, answer.ApproximateNumberOfMessagesNotVisible);
    }

    /// <summary>Receives everything in the media queue.</summary>
    public async Task<IReadOnlyList<Message>> ReplayedAsync()
    {
        var all = new List<Message>();
        while (true)
        {
            var request = new ReceiveMessageRequest(MediaQueueUrl)
            {
                MaxNumberOfMessages = 10, MessageAttributeNames = ["All"], MessageSystemAttributeNames = ["All"],
            };
            var messages = (await _aws.Sqs.ReceiveMessageAsync(request, TestContext.Current.CancellationToken)).Messages ?? [];
            if (messages.Count == 0)
            {
                return all;
            }

            all.AddRange(messages);
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public static MediaJob Job(string? messageSid = null) => new()
    {
        Version = MediaJob.CurrentVersion,
        MessageSid = messageSid ?? "MM" + Guid.NewGuid().ToString("N"),
        AccountSid = "AC" + new string('1', 32),
        MediaIndex = 0,
        MediaUrl = "https://api.twilio.com/x",
        ContentType = "image/jpeg",
        Key = "media/a/b.jpg",
        ReceivedAt = TimeProvider.System.GetUtcNow(),
    };

    private static Dictionary<string, MessageAttributeValue>? Attributes(string? reason, int replays) =>
        reason is null ? null : new(StringComparer.Ordinal)
        {
            ["FailureReason"] = Text(reason),
            ["FailureDetail"] = Text("GET answered with what it answered"),
            ["FirstReceivedAt"] = Text("2026-11-22T10:00:00.000Z"),
            ["ReceiveCount"] = Number(3),
            ["ReplayCount"] = Number(replays),
        };

    private static MessageAttributeValue Text(string value) => new() { DataType = "String", StringValue = value };

    private static MessageAttributeValue Number(int value) => new() { DataType = "Number", StringValue = $"{value}" };
}
