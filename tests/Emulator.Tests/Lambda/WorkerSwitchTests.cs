using System.Net;
using System.Text;
using Amazon.SQS.Model;
using MmsQueue.Emulator.Lambda;

namespace MmsQueue.Emulator.Tests.Lambda;

public sealed class WorkerSwitchTests(AwsFixture aws) : IAsyncDisposable
{
    private readonly WorkerSwitch _switch = new();
    private readonly SemaphoreSlim _handed = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly LoopbackServer _server = LoopbackServer.Reserve(0);
    private readonly HttpClient _http = new();

    [Fact]
    public async Task No_batch_is_delivered_while_paused_and_delivery_resumes_at_once()
    {
        var queue = await aws.QueueAsync("first");
        var running = Poll(queue);
        Assert.True(await HandedAsync());

        _switch.Set(paused: true);
        await SendAsync(queue, "second");
        // Longer than a poll that was under way.
        Assert.False(await _handed.WaitAsync(TimeSpan.FromSeconds(1.5), TestContext.Current.CancellationToken));

        _switch.Set(paused: false);
        Assert.True(await HandedAsync());
        await _stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_paused_mapping_still_stops_and_returns_its_messages()
    {
        var queue = await aws.QueueAsync("held");
        _switch.Set(paused: true);
        var running = Poll(queue);

        await _stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);

        var left = await aws.Clients.Sqs.ReceiveMessageAsync(new ReceiveMessageRequest(queue) { WaitTimeSeconds = 2 }, TestContext.Current.CancellationToken);
        Assert.Equal("held", Assert.Single(left.Messages).Body);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task The_form_field_sets_the_switch_and_the_response_shows_it(string paused)
    {
        using var response = await PostAsync(paused);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal($$"""{"paused":{{paused}}}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(paused == "true", !_switch.OnAsync(TestContext.Current.CancellationToken).IsCompleted);
    }

    [Theory]
    [InlineData("")]
    [InlineData("perhaps")]
    public async Task Any_other_value_returns_400_with_the_allowed_values(string paused)
    {
        using var response = await PostAsync(paused);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("paused must be true or false", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _stop.Dispose();
        _handed.Dispose();
        await _server.DisposeAsync();
    }

    private Task Poll(string queue) => new EventSourceMapping(aws.Clients.Sqs, queue, "us-east-1", HandAsync, _switch, static _ => { }).RunAsync(1, _stop.Token);

    private Task<bool> HandedAsync() => _handed.WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);

    private Task<InvocationResult> HandAsync(ReadOnlyMemory<byte> payload, string traceId, CancellationToken cancellationToken)
    {
        _handed.Release();
        return Task.FromResult(new InvocationResult(Encoding.UTF8.GetBytes("""{"batchItemFailures":[]}""")));
    }

    private async Task SendAsync(string queue, string body) =>
        await aws.Clients.Sqs.SendMessageAsync(new SendMessageRequest(queue, body), TestContext.Current.CancellationToken);

    private async Task<HttpResponseMessage> PostAsync(string paused)
    {
        await _server.StartAsync(_switch.Map, static _ => { });
        using var form = new FormUrlEncodedContent([new("paused", paused)]);
        return await _http.PostAsync(new Uri(_server.Url, WorkerSwitch.Route), form, TestContext.Current.CancellationToken);
    }
}
