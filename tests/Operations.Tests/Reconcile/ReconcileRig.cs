using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Builder;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SQS;
using Amazon.SQS.Model;
using MmsQueue.Emulator;
using MmsQueue.Emulator.Twilio;
using MmsQueue.Operations.Reconcile;
using MmsQueue.Shared;

namespace MmsQueue.Operations.Tests.Reconcile;

/// <summary>A simulated Twilio, emulated AWS, and a webhook that stores what it is sent as ingress and worker would.</summary>
internal sealed class ReconcileRig : IAsyncDisposable
{
    public const string Bucket = "media-test";
    public const string From = "+14155550100";
    public const string To = "+14155550199";
    public const string PublicBaseUrl = "https://links.example";
    public const string LinkSecret = "a link secret of 32 characters or more";

    /// <summary>The URL that Twilio signs. As on Local, the webhook is called at another origin.</summary>
    public const string WebhookUrl = "https://webhook.example/mms";

    public static readonly TwilioAccount Account = new("AC" + new string('a', 32), "token", "SK" + new string('b', 32), "secret");

    private readonly LoopbackServer _server = LoopbackServer.Reserve(0);
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private readonly MediaKey _key = new(LinkSecret, "media");

    private ReconcileRig(LocalAws aws)
    {
        var credentials = new BasicAWSCredentials("local", "local");
        S3 = new AmazonS3Client(credentials, new AmazonS3Config { ServiceURL = aws.S3.ToString(), ForcePathStyle = true });
        Sqs = new AmazonSQSClient(credentials, new AmazonSQSConfig { ServiceURL = aws.Sqs.ToString() });
        Twilio = new TwilioSimulator(_server.Url, _folder.Path, WebhookUrl, Account, Time);
    }

    /// <summary>A clock that only a test moves, and that skips pauses.</summary>
    public PauseSkippingTime Time { get; } = new();

    public TwilioSimulator Twilio { get; }

    public AmazonS3Client S3 { get; }

    public AmazonSQSClient Sqs { get; }

    public string MediaQueueUrl { get; private set; } = "";

    public string DeadLetterQueueUrl { get; private set; } = "";

    /// <summary>The status of the webhook; 200 stores what it is sent.</summary>
    public int WebhookStatus { get; set; } = 200;

    /// <summary>Whether the webhook stores what it is sent.</summary>
    public bool Stores { get; set; } = true;

    /// <summary>The forms that the webhook received.</summary>
    public List<IReadOnlyDictionary<string, string>> Forms { get; } = [];

    /// <summary>The texts that people were sent through the REST API.</summary>
    public List<string> Sent { get; } = [];

    /// <summary>The origin of the simulator and the webhook.</summary>
    public Uri Origin => _server.Url;

    public static async Task<ReconcileRig> StartAsync(LocalAws aws)
    {
        var rig = new ReconcileRig(aws);
        await rig._server.StartAsync(
            routes =>
            {
                rig.Twilio.Map(routes);
                routes.MapPost("/mms", rig.WebhookAsync);
            },
            _ => { });
        rig.Twilio.Rest.Sent = (_, text) => rig.Sent.Add(text);
        var name = Guid.NewGuid().ToString("N");
        rig.MediaQueueUrl = (await rig.Sqs.CreateQueueAsync("media-" + name)).QueueUrl;
        rig.DeadLetterQueueUrl = (await rig.Sqs.CreateQueueAsync("dead-" + name)).QueueUrl;
        await rig.S3.PutBucketAsync(Bucket);
        return rig;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Twilio.Dispose();
        _http.Dispose();
        S3.Dispose();
        Sqs.Dispose();
        _folder.Dispose();
    }

    /// <summary>Simulates texting photos, and returns the message's SID.</summary>
    public async Task<string> TextAsync(int photos = 1, string to = To, string body = "", string from = From)
    {
        using var form = SimulatorForm.Of(
            [("from", from), ("to", to), ("body", body), ("retries", "0")],
            Enumerable.Range(0, photos).Select(index => ($"{index}.jpg", new byte[] { 0xFF, 0xD8, 0xFF, (byte)index })));
        using var response = await _http.PostAsync(new Uri(_server.Url, TwilioSimulator.Route), form);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = await response.Content.ReadFromJsonAsync(RigJson.Default.JsonElement);
        return answer.GetProperty("messageSid").GetString()!;
    }

    /// <summary>Moves the clock, so that what was sent before is old enough to be checked.</summary>
    public void Wait(TimeSpan? time = null) => Time.Advance(time ?? TimeSpan.FromMinutes(30));

    /// <summary>Reconciles everything since the clock's start.</summary>
    public async Task<ReconcileReport> RunAsync(
        Func<ReconcileOptions, ReconcileOptions>? change = null, TwilioCredentials? credentials = null)
    {
        var report = new ReconcileReport();
        await Reconciliation(change, credentials).RunAsync(
            TestTime.Start - TimeSpan.FromHours(1), Time.GetUtcNow() - TimeSpan.FromMinutes(15), report, settled: null,
            TestContext.Current.CancellationToken);
        return report;
    }

    /// <summary>A reconciliation with replies, unless the options are changed.</summary>
    public Reconciliation Reconciliation(Func<ReconcileOptions, ReconcileOptions>? change = null, TwilioCredentials? credentials = null)
    {
        var options = new ReconcileOptions
        {
            AccountSid = Account.Sid,
            PublicBaseUrl = PublicBaseUrl,
            Numbers = new HashSet<string>(StringComparer.Ordinal) { To },
            MediaOrigin = _server.Url,
            Reply = true,
        };
        var client = TwilioClient.Create(credentials ?? new(Account.Sid, Account.ApiKey!, Account.ApiSecret!), Time, _server.Url);
        return new Reconciliation(
            new TwilioLog(client),
            new StoredFiles(S3, Bucket, _key),
            new ReconcileQueues(Sqs, MediaQueueUrl, DeadLetterQueueUrl),
            new RecoveryWebhook(_http, WebhookUrl, Account.AuthToken, Origin),
            _key,
            change?.Invoke(options) ?? options,
            Time);
    }

    /// <summary>Stores one media file of a message, with its SID or, as before objects had one, without.</summary>
    public async Task StoreAsync(string messageSid, int index, string? mediaSid)
    {
        var request = new PutObjectRequest
        {
            BucketName = Bucket, Key = _key.For(From, messageSid, index, "image/jpeg"), ContentBody = "x", UseChunkEncoding = false,
        };
        request.Metadata["source-type"] = "image/jpeg";
        if (mediaSid is not null)
        {
            request.Metadata["media-sid"] = mediaSid;
        }

        await S3.PutObjectAsync(request);
    }

    /// <summary>Dead-letters one media file of a message.</summary>
    public Task KillAsync(string messageSid, int index, string mediaUrl) => Sqs.SendMessageAsync(new SendMessageRequest(
        DeadLetterQueueUrl,
        MediaJob.Create(
            Account.Sid, messageSid, index, mediaUrl, "image/jpeg", _key.For(From, messageSid, index, "image/jpeg"),
            Time.GetUtcNow()).ToJson())
    {
        MessageAttributes = new(StringComparer.Ordinal)
        {
            [DeadLetterAttributes.FailureReason] = new() { DataType = "String", StringValue = "not-found" },
        },
    });

    /// <summary>Deletes a media file at Twilio.</summary>
    public async Task DeleteAtTwilioAsync(string mediaUrl)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, mediaUrl);
        request.Headers.Authorization = new(
            "Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{Account.Sid}:{Account.AuthToken}")));
        using var response = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    /// <summary>The media URLs of a message, as the webhook would have received them.</summary>
    public static IReadOnlyList<string> MediaUrls(IReadOnlyDictionary<string, string> form) =>
    [
        .. Enumerable.Range(0, int.Parse(form["NumMedia"], CultureInfo.InvariantCulture))
            .Select(index => form[string.Create(CultureInfo.InvariantCulture, $"MediaUrl{index}")]),
    ];

    private async Task WebhookAsync(HttpContext context)
    {
        var form = (await context.Request.ReadFormAsync())
            .ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);
        var isSigned = context.Request.Headers["X-Twilio-Signature"]
            == WebhookSignature.Sign(Account.AuthToken, WebhookUrl, form);
        lock (Forms)
        {
            Forms.Add(form);
        }

        context.Response.StatusCode = isSigned ? WebhookStatus : 403;
        if (context.Response.StatusCode == 200)
        {
            var links = new List<string>();
            foreach (var (index, url) in MediaUrls(form).Index())
            {
                if (Stores)
                {
                    await StoreAsync(form["MessageSid"], index, url.Split('/')[^1]);
                }

                links.Add($"{PublicBaseUrl}/{_key.For(form["From"], form["MessageSid"], index, "image/jpeg")}");
            }

            await context.Response.WriteAsync($"<Response><Message>{string.Join('\n', links)}</Message></Response>");
        }
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(JsonElement))]
internal sealed partial class RigJson : System.Text.Json.Serialization.JsonSerializerContext;
