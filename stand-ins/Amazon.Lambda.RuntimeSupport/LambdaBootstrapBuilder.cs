using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Builds a <see cref="LambdaBootstrap"/>.</summary>
public class LambdaBootstrapBuilder
{
    private readonly Func<Stream, ILambdaContext, Task<Stream>> _handler;
    private LambdaBootstrapInitializer _initializer;
    private HttpClient _httpClient;

    private LambdaBootstrapBuilder(Func<Stream, ILambdaContext, Task<Stream>> handler) => _handler = handler;

    /// <summary>Creates a builder for a handler of streams.</summary>
    /// <param name="handler">Called for each event; the returned stream is sent and disposed.</param>
    /// <returns>The builder.</returns>
    public static LambdaBootstrapBuilder Create(Func<Stream, ILambdaContext, Task<Stream>> handler) => new(handler);

    /// <summary>Creates a builder for a handler of objects.</summary>
    /// <typeparam name="TInput">The type of the event.</typeparam>
    /// <typeparam name="TOutput">The type of the response.</typeparam>
    /// <param name="handler">Called for each event.</param>
    /// <param name="serializer">Reads the events and writes the responses.</param>
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

    /// <summary>Sets the function that runs before the first event.</summary>
    /// <param name="lambdaBootstrapInitializer">The initializer.</param>
    /// <returns>This builder.</returns>
    public LambdaBootstrapBuilder UseBootstrapHandler(LambdaBootstrapInitializer lambdaBootstrapInitializer)
    {
        _initializer = lambdaBootstrapInitializer;
        return this;
    }

    /// <summary>Sets the client for the Runtime API. The caller owns it and must not have used it yet.</summary>
    /// <param name="httpClient">The client; its timeout is changed.</param>
    /// <returns>This builder.</returns>
    public LambdaBootstrapBuilder UseHttpClient(HttpClient httpClient)
    {
        _httpClient = httpClient;
        return this;
    }

    /// <summary>Builds the loop for the Runtime API that is named in the environment at the time of the call.</summary>
    /// <returns>The loop, ready to run.</returns>
    public LambdaBootstrap Build() => new(_handler, _initializer, _httpClient);
}
