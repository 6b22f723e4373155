using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using MmsQueue.Emulator.Aws;
using MmsQueue.Emulator.Lambda;
using MmsQueue.Emulator.Processes;

namespace MmsQueue.Emulator.Tests.Lambda;

/// <summary>A function as a real process, against the emulated Runtime API over real HTTP.</summary>
public sealed class LambdaFunctionTests : IAsyncLifetime
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(4);
    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackServer _server = LoopbackServer.Reserve(0);
    private readonly ConcurrentQueue<string> _said = new();
    private RuntimeApi _runtimeApi = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _runtimeApi = new RuntimeApi(_server.Authority);
        await _server.StartAsync(_runtimeApi.Map, _said.Enqueue);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_event_arrives_with_Lambdas_headers_and_its_response_is_returned()
    {
        await using var function = await StartAsync();

        var before = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var answer = Json(await InvokeAsync(function, """{"text":"é"}"""));

        var after = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var headers = answer.GetProperty("headers");
        string Header(string name) => headers.GetProperty(name).GetString()!;
        Assert.Equal("é", answer.GetProperty("event").GetProperty("text").GetString());
        Assert.True(Guid.TryParse(Header("lambda-runtime-aws-request-id"), out _));
        Assert.StartsWith("arn:aws:lambda:", Header("lambda-runtime-invoked-function-arn"), StringComparison.Ordinal);
        Assert.Equal("Root=1-test", Header("lambda-runtime-trace-id"));
        var started = long.Parse(Header("lambda-runtime-deadline-ms"), provider: null) - (long)Timeout.TotalMilliseconds;
        Assert.InRange(started, before, after);
    }

    [Fact]
    public async Task A_reported_error_fails_the_invocation_and_the_next_event_succeeds()
    {
        await using var function = await StartAsync();

        var failed = await InvokeAsync(function, """{"do":"throw"}""");
        var next = await InvokeAsync(function, "{}");

        Assert.Equal(new FunctionError("TestException", "it went wrong"), failed.Error);
        Assert.Null(next.Error);
    }

    [Fact]
    public async Task A_process_that_exits_fails_its_event_and_is_replaced()
    {
        await using var function = await StartAsync();

        var failed = await InvokeAsync(function, """{"do":"exit"}""");
        var next = await InvokeAsync(function, "{}");

        Assert.Equal("Runtime.ExitError", failed.Error!.Type);
        Assert.Contains("exited with code 7", failed.Error.Message, StringComparison.Ordinal);
        Assert.Null(next.Error);
        Assert.Contains("exited with code 7", Assert.Single(_said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_takes_too_long_is_killed_and_replaced()
    {
        await using var function = await StartAsync(timeout: TimeSpan.FromSeconds(10));

        var failed = await InvokeAsync(function, """{"do":"hang"}""");
        var next = await InvokeAsync(function, "{}");

        Assert.Equal("Task timed out after 10.00 seconds", failed.Error!.Message);
        Assert.Null(next.Error);
    }

    [Fact]
    public async Task A_response_over_6_MB_is_rejected()
    {
        await using var function = await StartAsync();

        var failed = await InvokeAsync(function, """{"do":"large"}""");

        Assert.Equal(new FunctionError("Large", "answered 413"), failed.Error);
    }

    [Fact]
    public async Task Two_environments_run_in_parallel()
    {
        await using var function = await StartAsync(concurrency: 2);

        var answers = await Task.WhenAll(InvokeAsync(function, """{"do":"meet"}"""), InvokeAsync(function, """{"do":"meet"}"""));

        Assert.Equal(2, answers.Select(answer => Json(answer).GetProperty("pid").GetInt32()).Distinct().Count());
    }

    [Fact]
    public async Task An_init_error_is_reported_with_its_message()
    {
        var error = await Assert.ThrowsAsync<EmulatorException>(() => StartAsync(init: "error"));

        Assert.Equal("The test ended while starting: a setting is missing", error.Message);
    }

    [Fact]
    public async Task A_crash_at_init_is_reported_with_the_last_line_before_its_stack_trace()
    {
        var error = await Assert.ThrowsAsync<EmulatorException>(() => StartAsync(init: "die"));

        Assert.Equal("The test ended while starting: Unhandled exception. Something is wrong.", error.Message);
    }

    [Fact]
    public async Task An_unknown_process_gets_no_events()
    {
        using var http = new HttpClient { BaseAddress = _server.Url };

        using var response = await http.GetAsync("/runtime/test/99/2018-06-01/runtime/invocation/next", Token);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task An_unknown_request_id_is_rejected()
    {
        await using var function = await StartAsync();
        using var http = new HttpClient { BaseAddress = _server.Url };

        using var response = await http.PostAsync(
            "/runtime/test/1/2018-06-01/runtime/invocation/nobody/response", content: null, Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private static Task<InvocationResult> InvokeAsync(LambdaFunction function, string text) =>
        function.InvokeAsync(Encoding.UTF8.GetBytes(text), "Root=1-test", Token)
            .WaitAsync(TimeSpan.FromMinutes(5), Token);

    private static JsonElement Json(InvocationResult result)
    {
        Assert.Null(result.Error);
        using var json = JsonDocument.Parse(result.Payload);
        return json.RootElement.Clone();
    }

    private async Task<LambdaFunction> StartAsync(int concurrency = 1, TimeSpan? timeout = null, string init = "")
    {
        var node = await NodePackages.InstallAsync(_said.Enqueue, Token);
        var program = new FunctionProgram(
            "test",
            [node, Path.Combine(AppContext.BaseDirectory, "function.mjs")],
            _folder.Path,
            timeout ?? Timeout,
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["INIT"] = init });
        var log = new LineLog(_folder.In("test.log"));
        return await LambdaFunction.StartAsync(program, concurrency, _runtimeApi, log, _said.Enqueue, Token);
    }
}
