using System.Net;
using System.Text;
using Amazon.SQS.Model;
using MmsQueue.Emulator.Lambda;

namespace MmsQueue.Emulator.Tests.Lambda;

public sealed class WorkerSwitchTests(AwsFixture aws) : IAsyncDisposable
{
    private readonly WorkerSwitch _switch = new();
    private readonly SemaphoreSlim _delivered = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly RouteServer _server = new();

    [Fact]
    public async Task No_batch_is_delivered_while_paused_and_delivery_resumes_at_once()
    {
        var queue = await aws.QueueAsync("first");
        var running = Poll(queue);
        Assert.True(await DeliveredAsync());

        _switch.Set(paused: true);
        await SendAsync(queue, "second");
        // Longer than the poll that may be in progress.
        Assert.False(await _delivered.WaitAsync(TimeSpan.FromSeconds(1.5), TestContext.Current.CancellationToken));

        _switch.Set(paused: false);
        Assert.True(await DeliveredAsync());
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

        var request = new ReceiveMessageRequest(queue) { WaitTimeSeconds = 2 };
        var left = await aws.Clients.Sqs.ReceiveMessageAsync(request, TestContext.Current.CancellationToken);
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
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("paused must be true or false", text, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _stop.Dispose();
        _delivered.Dispose();
        await _server.DisposeAsync();
    }

    private Task Poll(string queue) =>
        new EventSourceMapping(aws.Clients.Sqs, queue, "us-east-1", DeliverAsync, _switch, static _ => { }).RunAsync(1, _stop.Token);

    private Task<bool> DeliveredAsync() => _delivered.WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);

    private Task<InvocationResult> DeliverAsync(ReadOnlyMemory<byte> payload, string traceId, CancellationToken cancellationToken)
    {
        _delivered.Release();
        return Task.FromResult(new InvocationResult(Encoding.UTF8.GetBytes("""{"batchItemFailures":[]}""")));
    }

    private async Task SendAsync(string queue, string body) =>
        await aws.Clients.Sqs.SendMessageAsync(new SendMessageRequest(queue, body), TestContext.Current.CancellationToken);

    private async Task<HttpResponseMessage> PostAsync(string paused)
    {
        await _server.StartAsync(_switch.Map);
        using var form = new FormUrlEncodedContent([new("paused", paused)]);
        return await _server.Http.PostAsync(WorkerSwitch.Route, form, TestContext.Current.CancellationToken);
    }
}
