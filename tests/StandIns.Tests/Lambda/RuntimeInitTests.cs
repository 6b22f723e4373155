using Amazon.Lambda.RuntimeSupport;

namespace MmsQueue.StandIns.Tests.Lambda;

[Collection(nameof(RuntimeTurns))]
public sealed class RuntimeInitTests
{
    [Fact]
    public async Task The_initializer_finishes_before_an_event_is_requested()
    {
        await using var api = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        api.Send(new RuntimeEvent("one", "{}"));
        var askedTooEarly = false;
        await using var function = RunningFunction.Start(api.Address, (e, _) => Task.FromResult(e), async () =>
        {
            await Task.Yield();
            askedTooEarly = api.Asked.IsCompleted;
            return true;
        });

        Assert.Equal("invocation/one/response", (await api.NextPostAsync(TestContext.Current.CancellationToken)).Path);
        Assert.False(askedTooEarly);
    }

    [Fact]
    public async Task A_failed_initializer_is_reported_and_ends_the_run()
    {
        await using var api = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        await using var function = RunningFunction.Start(
            api.Address,
            (e, _) => Task.FromResult(e),
            () => throw new InvalidOperationException("LINK_SECRET is missing"));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => function.Ended.WaitAsync(TestContext.Current.CancellationToken));
        Assert.Equal("LINK_SECRET is missing", error.Message);
        var post = await api.NextPostAsync(TestContext.Current.CancellationToken);
        Assert.Equal(("init/error", null), (post.Path, post.ErrorType));
        RuntimeLoopTests.AssertError(post.Body, "InvalidOperationException", "LINK_SECRET is missing");
        Assert.Empty(api.AskedPaths);
    }

    [Fact]
    public async Task An_acknowledgment_that_is_not_JSON_ends_the_run_with_its_own_error()
    {
        await using var api = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        api.Acknowledgement = "";
        await using var function = RunningFunction.Start(
            api.Address,
            (e, _) => Task.FromResult(e),
            () => throw new InvalidOperationException("LINK_SECRET is missing"));

        await Assert.ThrowsAnyAsync<RuntimeApiClientException>(() => function.Ended.WaitAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_initializer_that_returns_false_ends_the_run()
    {
        await using var api = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        await using var function = RunningFunction.Start(api.Address, (e, _) => Task.FromResult(e), () => Task.FromResult(false));

        await function.Ended.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Empty(api.AskedPaths);
        Assert.False(api.HasPosts);
    }
}
