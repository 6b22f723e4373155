using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using Microsoft.Extensions.Time.Testing;
using MmsQueue.Shared.Diagnostics;

namespace MmsQueue.Ingress.Tests.Support;

/// <summary>The function with services and log in memory, and a clock that only the test moves.</summary>
internal sealed class IngressUnderTest : IDisposable
{
    private readonly LogOutput _output = new();
    private readonly IngressFunction _function;

    public IngressUnderTest(IngressOptions? options = null, IUserStore? users = null, IMediaQueue? queue = null)
    {
        options ??= Options;
        var log = new IngressLog(new JsonLinesLogger(_output.Lines, Time, "ingress"), new EmbeddedMetrics(_output.Lines, Time, "ingress"));
        _function = new IngressFunction(new WebhookHandler(options, users ?? Users, queue ?? Queue, log, Time), options, Time);
    }

    /// <summary>The settings that match the sample events.</summary>
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

    public FakeTimeProvider Time { get; } = new(TestTime.Start);

    public string LogText => _output.Text;

    /// <summary>Log entries and metrics, in order.</summary>
    public IReadOnlyList<JsonElement> Log => _output.Read();

    /// <summary>The only log entry with the event name.</summary>
    public JsonElement Entry(string name) =>
        Assert.Single(Log, line => line.TryGetProperty("event", out var value) && value.ValueEquals(name));

    /// <summary>The sum of a metric.</summary>
    public double Metric(string name) => _output.Metric(name);

    public Task<APIGatewayHttpApiV2ProxyResponse> SendAsync(TwilioWebhook webhook, TimeSpan? remaining = null) =>
        SendAsync(webhook.ToRequest(), remaining);

    public Task<APIGatewayHttpApiV2ProxyResponse> SendAsync(APIGatewayHttpApiV2ProxyRequest request, TimeSpan? remaining = null) =>
        _function.HandleAsync(request, new InvocationContext(remaining ?? TimeSpan.FromSeconds(30)));

    public void Dispose() => _output.Dispose();
}
