using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Puts a <see cref="LambdaBootstrap"/> together.</summary>
public class LambdaBootstrapBuilder
{
    private readonly Func<Stream, ILambdaContext, Task<Stream>> _handler;
    private LambdaBootstrapInitializer _initializer;
    private HttpClient _httpClient;

    private LambdaBootstrapBuilder(Func<Stream, ILambdaContext, Task<Stream>> handler) => _handler = handler;

    /// <summary>Starts with a handler of streams.</summary>
    /// <param name="handler">Called for each event; the returned stream is sent and disposed.</param>
    /// <returns>The builder.</returns>
    public static LambdaBootstrapBuilder Create(Func<Stream, ILambdaContext, Task<Stream>> handler) => new(handler);

    /// <summary>Starts with a handler of objects.</summary>
    /// <typeparam name="TInput">The event's type.</typeparam>
    /// <typeparam name="TOutput">The answer's type.</typeparam>
    /// <param name="handler">Called for each event.</param>
    /// <param name="serializer">Reads the events and writes the answers.</param>
    /// <returns>The builder.</returns>
    public static LambdaBootstrapBuilder Create<TInput, TOutput>(
        Func<TInput, ILambdaContext, Task<TOutput>> handler,
        ILambdaSerializer serializer) =>
        new(async (input, context) =>
        {
            var answer = await handler(serializer.Deserialize<TInput>(input), context);
            var output = new MemoryStream();
            serializer.Serialize(answer, output);
            output.Position = 0;
            return output;
        });

    /// <summary>Sets what runs before the first event.</summary>
    /// <param name="lambdaBootstrapInitializer">The initializer.</param>
    /// <returns>This builder.</returns>
    public LambdaBootstrapBuilder UseBootstrapHandler(LambdaBootstrapInitializer lambdaBootstrapInitializer)
    {
        _initializer = lambdaBootstrapInitializer;
        return this;
    }

    /// <summary>Sets the client for the Runtime API; the caller keeps it, and it must not have been used yet.</summary>
    /// <param name="httpClient">The client; its timeout is changed.</param>
    /// <returns>This builder.</returns>
    public LambdaBootstrapBuilder UseHttpClient(HttpClient httpClient)
    {
        _httpClient = httpClient;
        return this;
    }

    /// <summary>Builds the loop for the Runtime API that the environment names now.</summary>
    /// <returns>The loop, ready to run.</returns>
    public LambdaBootstrap Build() => new(_handler, _initializer, _httpClient);
}
