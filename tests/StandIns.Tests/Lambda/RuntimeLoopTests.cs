using System.Text;
using System.Text.Json;

namespace MmsQueue.StandIns.Tests.Lambda;

[Collection(nameof(RuntimeTurns))]
public sealed class RuntimeLoopTests
{
    [Fact]
    public async Task Two_events_in_a_row_get_their_own_answers()
    {
        await using var api = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        api.Send(new RuntimeEvent("one", """{"Say":"a"}"""), new RuntimeEvent("two", """{"Say":"b"}"""));
        await using var function = RunningFunction.Start(api.Address, (e, _) => Task.FromResult(new Echo(e.Say + e.Say)));

        Assert.Equal(
            new RuntimePost("invocation/one/response", """{"Say":"aa"}""", null),
            await api.NextPostAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            new RuntimePost("invocation/two/response", """{"Say":"bb"}""", null),
            await api.NextPostAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task No_event_is_requested_while_another_is_being_handled()
    {
        await using var api = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        api.Send(new RuntimeEvent("one", "{}"), new RuntimeEvent("two", "{}"));
        await using var function = RunningFunction.Start(api.Address, async (e, _) =>
        {
            started.TrySetResult();
            await release.Task;
            return e;
        });

        await started.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Single(api.AskedPaths);
        release.SetResult();
        Assert.Equal("invocation/one/response", (await api.NextPostAsync(TestContext.Current.CancellationToken)).Path);
        Assert.Equal("invocation/two/response", (await api.NextPostAsync(TestContext.Current.CancellationToken)).Path);
    }

    [Fact]
    public async Task A_failed_event_is_reported_and_the_next_one_is_served()
    {
        await using var api = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        api.Send(new RuntimeEvent("bad", """{"Say":"fail"}"""), new RuntimeEvent("good", """{"Say":"a"}"""));
        await using var function = RunningFunction.Start(
            api.Address,
            (e, _) => e.Say == "fail" ? throw new TimeoutException("too \"slow\"") : Task.FromResult(e));

        var error = await api.NextPostAsync(TestContext.Current.CancellationToken);
        Assert.Equal("invocation/bad/error", error.Path);
        Assert.Equal("TimeoutException", error.ErrorType);
        AssertError(error.Body, "TimeoutException", "too \"slow\"");
        Assert.Equal("invocation/good/response", (await api.NextPostAsync(TestContext.Current.CancellationToken)).Path);
    }

    [Fact]
    public async Task An_unreadable_event_is_reported_and_the_next_one_is_served()
    {
        await using var api = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        api.Send(new RuntimeEvent("bad", "[1]"), new RuntimeEvent("good", "{}"));
        await using var function = RunningFunction.Start(api.Address, (e, _) => Task.FromResult(e));

        var error = await api.NextPostAsync(TestContext.Current.CancellationToken);
        Assert.Equal(("invocation/bad/error", "JsonSerializerException"), (error.Path, error.ErrorType));
        Assert.Equal("invocation/good/response", (await api.NextPostAsync(TestContext.Current.CancellationToken)).Path);
    }

    [Fact]
    public async Task A_stream_handler_receives_and_returns_raw_bytes()
    {
        await using var api = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        api.Send(new RuntimeEvent("one", "not JSON: é"));
        await using var function = RunningFunction.StartOnStreams(api.Address, async (input, _) =>
        {
            using var reader = new StreamReader(input);
            return new MemoryStream(Encoding.UTF8.GetBytes(await reader.ReadToEndAsync() + "!"));
        });

        Assert.Equal("not JSON: é!", (await api.NextPostAsync(TestContext.Current.CancellationToken)).Body);
    }

    [Fact]
    public async Task Cancellation_ends_a_run_that_waits_for_an_event()
    {
        await using var api = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        await using var function = RunningFunction.Start(api.Address, (e, _) => Task.FromResult(e));
        await api.Asked.WaitAsync(TestContext.Current.CancellationToken);

        await function.CancelAsync();
        await function.Ended.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(api.HasPosts);
    }

    [Fact]
    public async Task An_event_in_progress_is_answered_after_cancellation()
    {
        await using var api = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        api.Send(new RuntimeEvent("one", "{}"));
        await using var function = RunningFunction.Start(api.Address, async (e, _) =>
        {
            started.TrySetResult();
            await release.Task;
            return e;
        });
        await started.Task.WaitAsync(TestContext.Current.CancellationToken);

        await function.CancelAsync();
        release.SetResult();

        Assert.Equal("invocation/one/response", (await api.NextPostAsync(TestContext.Current.CancellationToken)).Path);
        await function.Ended.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_null_stream_is_an_empty_response()
    {
        await using var api = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        api.Send(new RuntimeEvent("one", "{}"));
        await using var function = RunningFunction.StartOnStreams(api.Address, (_, _) => Task.FromResult<Stream>(null!));

        Assert.Equal(new RuntimePost("invocation/one/response", "", null), await api.NextPostAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_refused_response_ends_the_run()
    {
        await using var api = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        api.AnswerStatus = 413;
        api.Send(new RuntimeEvent("one", "{}"));
        await using var function = RunningFunction.Start(api.Address, (e, _) => Task.FromResult(e));

        await Assert.ThrowsAnyAsync<Exception>(() => function.Ended.WaitAsync(TestContext.Current.CancellationToken));
        Assert.True(function.Ended.IsFaulted);
    }

    [Fact]
    public async Task An_unreachable_Runtime_API_ends_the_run()
    {
        await using var api = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        var address = api.Address;
        await api.DisposeAsync();
        await using var function = RunningFunction.Start(address, (e, _) => Task.FromResult(e));

        await Assert.ThrowsAsync<HttpRequestException>(() => function.Ended.WaitAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_address_may_contain_a_path()
    {
        await using var api = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        api.Send(new RuntimeEvent("one", "{}"));
        await using var function = RunningFunction.Start(api.Address + "/worker/1", (e, _) => Task.FromResult(e));

        Assert.Equal("invocation/one/response", (await api.NextPostAsync(TestContext.Current.CancellationToken)).Path);
        Assert.Equal("/worker/1/2018-06-01/runtime/invocation/next", api.AskedPaths.First());
    }

    internal static void AssertError(string body, string type, string message)
    {
        using var json = JsonDocument.Parse(body);
        Assert.Equal(type, json.RootElement.GetProperty("errorType").GetString());
        Assert.Equal(message, json.RootElement.GetProperty("errorMessage").GetString());
        Assert.All(
            json.RootElement.GetProperty("stackTrace").EnumerateArray(),
            line => Assert.False(string.IsNullOrWhiteSpace(line.GetString())));
    }
}
