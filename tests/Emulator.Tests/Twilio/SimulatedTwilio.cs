using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using MmsQueue.Emulator.Lambda;
using MmsQueue.Emulator.Twilio;

namespace MmsQueue.Emulator.Tests.Twilio;

/// <summary>The simulator over real HTTP, with a scripted function in place of the ingress.</summary>
public sealed class SimulatedTwilio : IAsyncDisposable
{
    public const string AccountSid = "AC00000000000000000000000000000001";
    public const string AuthToken = "12345678901234567890123456789012";

    private readonly TemporaryFolder? _owned;
    private readonly string _folder;
    private readonly LoopbackServer _server = LoopbackServer.Reserve(0);
    private TwilioSimulator? _simulator;

    public SimulatedTwilio()
    {
        _owned = new TemporaryFolder();
        _folder = _owned.Path;
    }

    private SimulatedTwilio(string folder) => _folder = folder;

    internal HttpClient Http { get; } = new(new HttpClientHandler { AllowAutoRedirect = false });

    /// <summary>The simulator's clock.</summary>
    internal PauseSkippingTime Time { get; } = new();

    internal ConcurrentQueue<JsonElement> Events { get; } = new();

    /// <summary>The messages whose webhook could not be called.</summary>
    internal ConcurrentQueue<(string Sid, string Text, IReadOnlyList<string> Types)> Missed { get; } = new();

    internal string Answer { get; set; } =
        """
        {
          "statusCode": 200,
          "body": "<Response><Message>Look: http://x.example/a.jpg and\nhttp://x.example/b.jpg</Message></Response>"
        }
        """;

    internal TwilioSimulator Simulator => _simulator ?? throw new InvalidOperationException("not started");

    internal string WebhookUrl => $"https://{_server.Authority}/mms";

    internal async Task StartAsync()
    {
        var account = new TwilioAccount(AccountSid, AuthToken, "SKkey", "secret");
        var simulator = _simulator = new TwilioSimulator(_server.Url, _folder, WebhookUrl, account, Time)
        {
            Missed = (sid, text, types) => Missed.Enqueue((sid, text, types)),
        };
        Http.BaseAddress = _server.Url;
        await _server.StartAsync(
            routes =>
            {
                simulator.Map(routes);
                new HttpApi(_server.Authority, InvokeAsync).Map(routes);
            },
            static _ => { });
    }

    internal async Task<HttpResponseMessage> PostAsync(
        IEnumerable<(string Name, string Value)> fields, params (string Name, byte[] Bytes)[] files)
    {
        using var form = SimulatorForm.Of(fields, files);
        return await Http.PostAsync(TwilioSimulator.Route, form, TestContext.Current.CancellationToken);
    }

    internal async Task<JsonElement> SendAsync(IEnumerable<(string Name, string Value)> fields, params (string Name, byte[] Bytes)[] files)
    {
        using var response = await PostAsync(fields, files);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

    /// <summary>Starts another simulator with the same data, as after a restart.</summary>
    internal async Task<SimulatedTwilio> RestartAsync()
    {
        var second = new SimulatedTwilio(_folder);
        await second.StartAsync();
        return second;
    }

    /// <summary>Hosts one file with a fault and returns its URL.</summary>
    internal async Task<string> HostAsync(byte[] bytes, string fault = "")
    {
        await SendAsync([("fault", fault)], ("photo.jpg", bytes));
        return Parameters(Events.Last())["MediaUrl0"];
    }

    internal Task<HttpResponseMessage> GetAsync(string url, string user = AccountSid, string password = AuthToken) =>
        CallAsync(HttpMethod.Get, url, user, password);

    internal Task<HttpResponseMessage> DeleteAsync(string url) => CallAsync(HttpMethod.Delete, url, AccountSid, AuthToken);

    private async Task<HttpResponseMessage> CallAsync(HttpMethod method, string url, string user, string password)
    {
        using var request = new HttpRequestMessage(method, url);
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    /// <summary>Follows the redirect as Twilio requires: without credentials.</summary>
    internal async Task<HttpResponseMessage> DownloadAsync(string url)
    {
        using var redirect = await GetAsync(url);
        return await Http.GetAsync(
            redirect.Headers.Location, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    internal static Dictionary<string, string> Parameters(JsonElement webhook)
    {
        var text = webhook.TryGetProperty("body", out var body)
            ? Encoding.UTF8.GetString(Convert.FromBase64String(body.GetString()!))
            : webhook.GetProperty("rawQueryString").GetString()!;
        return QueryHelpers.ParseQuery(text).ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server.DisposeAsync();
        _simulator?.Dispose();
        _owned?.Dispose();
    }

    private Task<InvocationResult> InvokeAsync(ReadOnlyMemory<byte> payload, string traceId, CancellationToken cancellationToken)
    {
        using var json = JsonDocument.Parse(payload);
        Events.Enqueue(json.RootElement.Clone());
        return Task.FromResult(new InvocationResult(Encoding.UTF8.GetBytes(Answer)));
    }
}
