using Amazon.Lambda.Core;

namespace MmsQueue.StandIns.Tests.Lambda;

[Collection(nameof(RuntimeTurns))]
public sealed class RuntimeContextTests
{
    [Fact]
    public async Task The_context_reflects_the_events_headers()
    {
        var sent = new RuntimeEvent("8476a536-e9f4-11e8-9739-2dfe598c3fcd", "{}");
        var seen = await ServeAsync(sent, context => (context.AwsRequestId, context.InvokedFunctionArn, context.TraceId));
        Assert.Equal((sent.RequestId, sent.Arn, sent.TraceId), seen);
    }

    [Fact]
    public async Task The_context_reflects_the_environment()
    {
        using var environment = new EnvironmentScope(
            ("AWS_LAMBDA_FUNCTION_NAME", "photos"),
            ("AWS_LAMBDA_FUNCTION_VERSION", "7"),
            ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256"),
            ("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/photos"),
            ("AWS_LAMBDA_LOG_STREAM_NAME", "2026/11/22/[7]0123"));
        var seen = await ServeAsync(
            new RuntimeEvent("one", "{}"),
            c => (c.FunctionName, c.FunctionVersion, c.MemoryLimitInMB, c.LogGroupName, c.LogStreamName));
        Assert.Equal(("photos", "7", 256, "/aws/lambda/photos", "2026/11/22/[7]0123"), seen);
    }

    [Fact]
    public async Task The_remaining_time_counts_down_to_the_deadline()
    {
        var deadline = TimeProvider.System.GetUtcNow().AddMinutes(5);
        var (before, left, after) = await ServeAsync(
            new RuntimeEvent("one", "{}") { Deadline = deadline },
            context => (TimeProvider.System.GetUtcNow(), context.RemainingTime, TimeProvider.System.GetUtcNow()));
        Assert.InRange(left, deadline - after - TimeSpan.FromMilliseconds(2), deadline - before + TimeSpan.FromMilliseconds(2));
    }

    [Fact]
    public async Task The_trace_is_in_the_environment_while_the_event_is_handled()
    {
        using var environment = new EnvironmentScope(("_X_AMZN_TRACE_ID", null));
        var sent = new RuntimeEvent("one", "{}");
        Assert.Equal(sent.TraceId, await ServeAsync(sent, _ => Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID")));
    }

    private static async Task<T> ServeAsync<T>(RuntimeEvent e, Func<ILambdaContext, T> look)
    {
        await using var api = await FakeRuntimeApi.StartAsync(TestContext.Current.CancellationToken);
        api.Send(e);
        var seen = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var function = RunningFunction.Start(api.Address, (echo, context) =>
        {
            seen.SetResult(look(context));
            return Task.FromResult(echo);
        });
        await api.NextPostAsync(TestContext.Current.CancellationToken);
        return await seen.Task;
    }
}
