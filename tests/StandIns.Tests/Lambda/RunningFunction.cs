using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace MmsQueue.StandIns.Tests.Lambda;

/// <summary>A function in the runtime loop. Disposing it cancels the loop and waits for its end.</summary>
internal sealed class RunningFunction : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });
    private readonly LambdaBootstrap _bootstrap;

    private RunningFunction(LambdaBootstrapBuilder builder, string address, LambdaBootstrapInitializer? initializer)
    {
        Environment.SetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API", address);

        // The published package would limit the test host to the function's memory.
        Environment.SetEnvironmentVariable("AWS_LAMBDA_DOTNET_DISABLE_MEMORY_LIMIT_CHECK", "true");
        _bootstrap = builder.UseBootstrapHandler(initializer ?? (() => Task.FromResult(true))).UseHttpClient(_client).Build();
        Ended = _bootstrap.RunAsync(_stop.Token);
    }

    /// <summary>The loop.</summary>
    public Task Ended { get; }

    public static RunningFunction Start(
        string address,
        Func<Echo, ILambdaContext, Task<Echo>> handler,
        LambdaBootstrapInitializer? initializer = null) =>
        new(LambdaBootstrapBuilder.Create(handler, new SourceGeneratorLambdaJsonSerializer<EventsContext>()), address, initializer);

    public static RunningFunction StartOnStreams(string address, Func<Stream, ILambdaContext, Task<Stream>> handler) =>
        new(LambdaBootstrapBuilder.Create(handler), address, initializer: null);

    public Task CancelAsync() => _stop.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _bootstrap.Dispose();
        _client.Dispose();
        _stop.Dispose();
    }
}
