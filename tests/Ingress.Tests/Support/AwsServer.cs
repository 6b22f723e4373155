using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.SQS;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using MmsQueue.Shared;

namespace MmsQueue.Ingress.Tests.Support;

/// <summary>DynamoDB and SQS over HTTP. Both accept everything until a test sets the next responses.</summary>
internal sealed class AwsServer : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly Lock _lock = new();
    private readonly List<(string Operation, JsonElement Body)> _requests = [];
    private readonly Dictionary<string, Queue<Func<JsonElement, (int Status, string Body)?>>> _answers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TaskCompletionSource> _called = new(StringComparer.Ordinal)
    {
        ["UpdateItem"] = new(TaskCreationOptions.RunContinuationsAsynchronously),
        ["SendMessageBatch"] = new(TaskCreationOptions.RunContinuationsAsynchronously),
    };

    private AwsServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    private Uri Url => new(_server.Urls.First());

    public static async Task<AwsServer> StartAsync()
    {
        var server = new AwsServer();
        await server._server.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Completes on the first call of the operation.</summary>
    public Task Called(string operation) => _called[operation].Task.WaitAsync(TimeSpan.FromMinutes(5));

    /// <summary>The bodies of an operation's requests.</summary>
    public List<JsonElement> Requests(string operation)
    {
        lock (_lock)
        {
            var requests = _requests.Where(request => string.Equals(request.Operation, operation, StringComparison.Ordinal));
            return [.. requests.Select(request => request.Body)];
        }
    }

    /// <summary>Sets the next responses to an operation. The last one repeats.</summary>
    public void Answer(string operation, params Func<JsonElement, (int Status, string Body)?>[] answers) =>
        _answers[operation] = new(answers);

    public static Func<JsonElement, (int, string)?> Error(int status, string code) =>
        _ => (status, $$"""{"__type":"com.amazonaws#{{code}}","message":"{{code}} from the service"}""");

    public static Func<JsonElement, (int, string)?> Hang { get; } = _ => null;

    public static Func<JsonElement, (int, string)?> AcceptItem { get; } = _ => (200, "{}");

    /// <summary>Accepts the entries of a batch except the named ones, which fail.</summary>
    public static Func<JsonElement, (int, string)?> AcceptAllBut(params string[] ids) => batch => (200, BatchAnswer(batch, ids));

    public DynamoDbUserStore Users(int retries = 2, int tryMilliseconds = 300_000)
    {
        var config = AwsClient.Config<AmazonDynamoDBConfig>(TimeSpan.FromMilliseconds(tryMilliseconds), retries);
        return new DynamoDbUserStore(new AmazonDynamoDBClient(config.At(Url)), "users");
    }

    public SqsMediaQueue Queue(int retries = 2, int tryMilliseconds = 300_000)
    {
        var config = AwsClient.Config<AmazonSQSConfig>(TimeSpan.FromMilliseconds(tryMilliseconds), retries);
        return new SqsMediaQueue(new AmazonSQSClient(config.At(Url)), new Uri(Url, "/123456789012/media").ToString());
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var operation = context.Request.Headers["X-Amz-Target"].ToString().Split('.')[^1];
        var answer = Next(operation, body.RootElement.Clone());
        _called[operation].TrySetResult();
        if (answer is not var (status, text))
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
            return;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/x-amz-json-1.0";
        await context.Response.WriteAsync(text, context.RequestAborted);
    }

    private (int Status, string Body)? Next(string operation, JsonElement body)
    {
        lock (_lock)
        {
            _requests.Add((operation, body));
            var answer = !_answers.TryGetValue(operation, out var answers) ? AcceptAll(operation)
                : answers.Count > 1 ? answers.Dequeue()
                : answers.Peek();
            return answer(body);
        }
    }

    private static Func<JsonElement, (int, string)?> AcceptAll(string operation) =>
        operation is "UpdateItem" ? AcceptItem : AcceptAllBut();

    private static string BatchAnswer(JsonElement batch, string[] failed)
    {
        var entries = batch.GetProperty("Entries").EnumerateArray()
            .Select(entry => (Id: entry.GetProperty("Id").GetString()!, Body: entry.GetProperty("MessageBody").GetString()!))
            .ToLookup(entry => failed.Contains(entry.Id, StringComparer.Ordinal));
        var taken = entries[false].Select(
            entry => $$"""{"Id":"{{entry.Id}}","MessageId":"m-{{entry.Id}}","MD5OfMessageBody":"{{Md5(entry.Body)}}"}""");
        var refused = entries[true].Select(entry => $$"""{"Id":"{{entry.Id}}","Code":"InternalError","SenderFault":false}""");
        return $$"""{"Successful":[{{string.Join(',', taken)}}],"Failed":[{{string.Join(',', refused)}}]}""";
    }

    // The checksum that the SDK verifies.
    private static string Md5(string text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
