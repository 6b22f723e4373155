using System.Text;
using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using MmsQueue.Ingress;
using MmsQueue.Shared.Diagnostics;

namespace Ingress.Tests.Support;

/// <summary>The function with its real parts, services in memory, a manual clock, and what it wrote to the log.</summary>
internal sealed class IngressUnderTest : IDisposable
{
    private readonly MemoryStream _output = new();
    private readonly IngressFunction _function;

    public IngressUnderTest(IngressOptions? options = null, IUserStore? users = null, IMediaQueue? queue = null)
    {
        options ??= Options;
        var lines = new JsonLines(_output);
        var log = new IngressLog(new JsonLinesLogger(lines, Time, "ingress"), new EmbeddedMetrics(lines, Time, "ingress"));
        _function = new IngressFunction(new WebhookHandler(options, users ?? Users, queue ?? Queue, log, Time), options, Time);
    }

    /// <summary>The settings that the sample events were made with.</summary>
    public static IngressOptions Options { get; } = new()
    {
        UsersTable = "users",
        MediaQueueUrl = "https://sqs.us-east-1.amazonaws.com/123456789012/media",
        PublicBaseUrl = "https://photos.example",
        LinkSecret = "local-link-secret-0123456789abcdef",
        TwilioAccountSid = TwilioWebhook.Account,
        TwilioAuthTokens = [TwilioWebhook.Token],
    };

    public UsersInMemory Users { get; } = new();

    public JobsInMemory Queue { get; } = new();

    public ManualTime Time { get; } = new();

    public string LogText => Encoding.UTF8.GetString(_output.ToArray());

    /// <summary>Log entries and metrics in their order, each a valid object without a name twice.</summary>
    public List<JsonElement> Log => [.. LogText.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => JsonDocument.Parse(line, new JsonDocumentOptions { AllowDuplicateProperties = false }).RootElement)];

    /// <summary>The one log entry of the name.</summary>
    public JsonElement Entry(string name) =>
        Assert.Single(Log, line => line.TryGetProperty("event", out var value) && value.ValueEquals(name));

    /// <summary>The sum of a metric.</summary>
    public double Metric(string name) => Log.Sum(line => line.TryGetProperty("_aws", out _) && line.TryGetProperty(name, out var value) ? value.GetDouble() : 0);

    public Task<APIGatewayHttpApiV2ProxyResponse> SendAsync(TwilioWebhook webhook, TimeSpan? remaining = null) =>
        SendAsync(webhook.ToRequest(), remaining);

    public Task<APIGatewayHttpApiV2ProxyResponse> SendAsync(APIGatewayHttpApiV2ProxyRequest request, TimeSpan? remaining = null) =>
        _function.HandleAsync(request, new InvocationContext(remaining ?? TimeSpan.FromSeconds(30)));

    public void Dispose() => _output.Dispose();
}
