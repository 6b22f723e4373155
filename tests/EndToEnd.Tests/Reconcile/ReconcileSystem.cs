using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Amazon.S3.Model;
using MmsQueue.Emulator;
using MmsQueue.Emulator.Aws;
using MmsQueue.Emulator.Lambda;
using MmsQueue.Emulator.Processes;
using MmsQueue.Emulator.Twilio;
using MmsQueue.Operations.Reconcile;
using MmsQueue.Shared;

namespace MmsQueue.EndToEnd.Tests.Reconcile;

/// <summary>All three functions as processes, with a Twilio whose webhook can be down and whose REST API is awkward.</summary>
internal sealed class ReconcileSystem : IAsyncDisposable
{
    /// <summary>The length of the reconciler's periods. It checks a message that is two periods old.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private const string LinkSecret = "a link secret of 32 characters or more";
    private static readonly TwilioAccount Account = new("AC" + new string('a', 32), "the auth token");
    private readonly LocalAws _localAws = new();
    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackServer _server = LoopbackServer.Reserve(0);
    private readonly HttpClient _http = new();
    private readonly RuntimeApi _runtimeApi;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<LambdaFunction> _functions = [];
    private AwsClients? _aws;
    private IReadOnlyDictionary<string, string>? _failed;
    private Task _polling = Task.CompletedTask;

    private ReconcileSystem()
    {
        _runtimeApi = new RuntimeApi(_server.Authority);
        Twilio = new TwilioSimulator(_server.Url, _folder.Path, WebhookUrl, Account);
    }

    public TwilioSimulator Twilio { get; }

    public AwsClients Aws => _aws ?? throw new InvalidOperationException("The system has not been started.");

    public StackResources Stack { get; private set; } = null!;

    /// <summary>The replies that people were sent through the REST API.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> Sent { get; } = new();

    /// <summary>Computes keys with the functions' secret.</summary>
    public MediaKey Key { get; } = new(LinkSecret, "media");

    // An argument that the program ignores.
    private string ReconcilerMark => "--of=" + _folder.Path;

    private string WebhookUrl => new Uri(_server.Url, "/mms").ToString();

    private LambdaFunction Reconciler => _functions[2];

    public static async Task<ReconcileSystem> StartAsync(CancellationToken cancellationToken)
    {
        var system = new ReconcileSystem();
        await system._localAws.StartAsync(cancellationToken);
        var endpoints = new AwsEndpoints(
            system._localAws.Sqs, system._localAws.S3, system._localAws.DynamoDb, "us-east-1", "local", "local", SessionToken: null);
        system._aws = new AwsClients(endpoints);
        system.Stack = await StackResources.CreateAsync(system.Aws, endpoints, _ => null, cancellationToken);
        system.Twilio.Rest.MediaDelay = TimeSpan.FromSeconds(1);
        system.Twilio.Rest.LimitEvery = 97;
        system.Twilio.Rest.Sent = (_, text) => system.Sent.Enqueue(text);
        await system._server.StartAsync(
            routes =>
            {
                system._runtimeApi.Map(routes);
                system.Twilio.Map(routes);
                new HttpApi(system._server.Authority, system.InvokeIngressAsync).Map(routes);
            },
            _ => { });
        foreach (var (name, concurrency) in new[] { ("Ingress", 2), ("Worker", 2), ("Reconciler", 1) })
        {
            system._functions.Add(await system.StartAsync(name, concurrency, endpoints, cancellationToken));
        }

        var mapping = new EventSourceMapping(
            system.Aws.Sqs, system.Stack.MediaQueueUrl, "us-east-1", system._functions[1].InvokeAsync, new WorkerSwitch(), _ => { });
        system._polling = mapping.RunAsync(2, system._stop.Token);
        return system;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _polling;
        foreach (var function in _functions)
        {
            await function.DisposeAsync();
        }

        await _server.DisposeAsync();
        Twilio.Dispose();
        _aws?.Dispose();
        await _localAws.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
        _stop.Dispose();
    }

    /// <summary>Simulates texting photos, and returns the simulator's answer.</summary>
    public async Task<SimulatorReply> TextAsync(string from, IReadOnlyList<byte[]> photos, CancellationToken cancellationToken)
    {
        using var form = SimulatorForm.Of(
            [("from", from), ("retries", "0")],
            photos.Select((photo, index) => (string.Create(CultureInfo.InvariantCulture, $"{index}.jpg"), photo)));
        using var response = await _http.PostAsync(new Uri(_server.Url, TwilioSimulator.Route), form, cancellationToken);
        return SimulatorReply.Read(await response.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <summary>Runs the reconciler once, and returns its counts; null if it was killed or failed.</summary>
    public async Task<JsonElement?> RunAsync(CancellationToken cancellationToken)
    {
        var payload = await File.ReadAllBytesAsync(Path.Combine(Places.Events, "schedule.json"), cancellationToken);
        var result = await Reconciler.InvokeAsync(payload, TraceId.New(), cancellationToken);
        return result.Error is null ? JsonDocument.Parse(result.Payload).RootElement.Clone() : null;
    }

    /// <summary>The media URLs of a message whose webhook failed, in the order of its form.</summary>
    public async Task<IReadOnlyList<string>> UrlsAsync(SentMessage message)
    {
        var log = new TwilioLog(TwilioClient.Create(new(Account.Sid, Account.Sid, Account.AuthToken), TimeProvider.System, _server.Url));
        var failed = _failed ??= await log.FailedWebhooksAsync(
            DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddDays(-1), CancellationToken.None);
        var form = await log.FormAsync(failed[message.Sid], CancellationToken.None);
        return
        [
            .. form.Split('&').Where(field => field.StartsWith("MediaUrl", StringComparison.Ordinal))
                .OrderBy(field => field.Split('=')[0].Length).ThenBy(field => field, StringComparer.Ordinal)
                .Select(field => Uri.UnescapeDataString(field.Split('=')[1])),
        ];
    }

    /// <summary>Kills this system's reconciler, and no other test's.</summary>
    public void KillReconciler() => ProcessTree.Kill(Environment.ProcessId, ReconcilerMark);

    /// <summary>Completes when the media queue is empty.</summary>
    public async Task DrainedAsync(CancellationToken cancellationToken)
    {
        string[] names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed"];
        while (true)
        {
            var queue = await Aws.Sqs.GetQueueAttributesAsync(Stack.MediaQueueUrl, [.. names], cancellationToken);
            var waiting = queue.ApproximateNumberOfMessages + queue.ApproximateNumberOfMessagesDelayed;
            if (waiting + queue.ApproximateNumberOfMessagesNotVisible == 0)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
        }
    }

    /// <summary>Completes when what was sent before is old enough for the reconciler.</summary>
    public static Task AgedAsync(CancellationToken cancellationToken) =>
        Task.Delay((2 * Period) + TimeSpan.FromSeconds(Period.TotalSeconds), cancellationToken);

    /// <summary>The SHA-256 of every stored object, by key, with its media SID.</summary>
    public async Task<IReadOnlyDictionary<string, (string MediaSid, string Hash)>> StoredAsync(CancellationToken cancellationToken)
    {
        var stored = new System.Collections.Concurrent.ConcurrentDictionary<string, (string, string)>(StringComparer.Ordinal);
        var request = new ListObjectsV2Request { BucketName = Stack.MediaBucket, Prefix = "media/" };
        var keys = new List<string>();
        await foreach (var item in Aws.S3.Paginators.ListObjectsV2(request).S3Objects.WithCancellation(cancellationToken))
        {
            keys.Add(item.Key);
        }

        await Parallel.ForEachAsync(keys, cancellationToken, async (key, token) =>
        {
            using var item = await Aws.S3.GetObjectAsync(Stack.MediaBucket, key, token);
            stored[key] = (item.Metadata["media-sid"], Convert.ToHexString(await SHA256.HashDataAsync(item.ResponseStream, token)));
        });
        return stored;
    }

    /// <summary>How many messages a sender is counted with.</summary>
    public async Task<int> CountAsync(string from, CancellationToken cancellationToken)
    {
        var key = new Dictionary<string, AttributeValue>(StringComparer.Ordinal) { ["fromNumber"] = new(from) };
        var item = (await Aws.DynamoDb.GetItemAsync(Stack.UsersTable, key, cancellationToken)).Item;
        return item is { Count: > 0 } ? int.Parse(item["messageCount"].N, CultureInfo.InvariantCulture) : 0;
    }

    private Task<InvocationResult> InvokeIngressAsync(ReadOnlyMemory<byte> payload, string traceId, CancellationToken cancellationToken) =>
        _functions[0].InvokeAsync(payload, traceId, cancellationToken);

    private Task<LambdaFunction> StartAsync(string name, int concurrency, AwsEndpoints endpoints, CancellationToken cancellationToken)
    {
        var folder = Places.Function(name);
        var command = FunctionProgram.Find(folder, "MmsQueue." + name);
        var program = new FunctionProgram(
            name.ToLowerInvariant(), name is "Reconciler" ? [.. command, ReconcilerMark] : command, folder, TimeSpan.FromMinutes(15),
            Variables(name, endpoints));
        return LambdaFunction.StartAsync(
            program, concurrency, _runtimeApi, new LineLog(_folder.In(name + ".log"), _ => { }), _ => { }, cancellationToken);
    }

    private Dictionary<string, string?> Variables(string name, AwsEndpoints endpoints) => new(endpoints.Variables(), StringComparer.Ordinal)
    {
        ["AWS_LAMBDA_FUNCTION_NAME"] = "mmsqueue-" + name.ToLowerInvariant(),
        ["_HANDLER"] = "MmsQueue." + name,
        ["USERS_TABLE"] = Stack.UsersTable,
        ["MEDIA_BUCKET"] = Stack.MediaBucket,
        ["MEDIA_QUEUE_URL"] = Stack.MediaQueueUrl,
        ["DEAD_LETTER_QUEUE_URL"] = Stack.DeadLetterQueueUrl,
        ["PUBLIC_BASE_URL"] = "https://links.example",
        ["LINK_SECRET"] = LinkSecret,
        ["TWILIO_ACCOUNT_SID"] = Account.Sid,
        ["TWILIO_AUTH_TOKEN"] = Account.AuthToken,
        ["WEBHOOK_URL"] = WebhookUrl,
        ["EXTRA_MEDIA_ORIGINS"] = _server.Url.GetLeftPart(UriPartial.Authority),
        ["TWILIO_API_ORIGIN"] = _server.Url.GetLeftPart(UriPartial.Authority),
        ["RECONCILE_PERIOD_SECONDS"] = Period.TotalSeconds.ToString(CultureInfo.InvariantCulture),
        ["LOOK_BACK_HOURS"] = "1",
    };
}
