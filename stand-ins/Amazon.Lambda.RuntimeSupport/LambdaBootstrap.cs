using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Passes events from the Lambda Runtime API to a handler, one at a time, until it is cancelled or the API fails.</summary>
public class LambdaBootstrap : IDisposable
{
    private readonly Func<Stream, ILambdaContext, Task<Stream>> _handler;
    private readonly LambdaBootstrapInitializer _initializer;
    private readonly HttpClient _ownClient;
    private readonly RuntimeApi _api;

    internal LambdaBootstrap(
        Func<Stream, ILambdaContext, Task<Stream>> handler,
        LambdaBootstrapInitializer initializer,
        HttpClient httpClient)
    {
        ArgumentNullException.ThrowIfNull(handler);
        _handler = handler;
        _initializer = initializer;
        _ownClient = httpClient is null ? new HttpClient(new SocketsHttpHandler()) : null;
        _api = new RuntimeApi(httpClient ?? _ownClient);
    }

    /// <summary>Runs the initializer, then serves events; a failure of the handler is reported and the loop continues.</summary>
    /// <param name="cancellationToken">Ends the loop without an exception.</param>
    /// <returns>Ends when the token is cancelled or the initializer returns false.</returns>
    /// <exception cref="RuntimeApiClientException">The Runtime API refused a call, such as a response over 6 MB.</exception>
    /// <exception cref="HttpRequestException">The Runtime API cannot be reached.</exception>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (_initializer is not null && !await InitializeAsync())
        {
            return;
        }

        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await ServeAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Disposes the client, unless the caller supplied it.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Disposes the client, unless the caller supplied it.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> was called.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _ownClient?.Dispose();
        }
    }

    private async Task<bool> InitializeAsync()
    {
        try
        {
            return await _initializer();
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync(e.ToString());
            await _api.ReportInitErrorAsync(e);
            throw;
        }
    }

    private async Task ServeAsync(CancellationToken cancellationToken)
    {
        var (input, context) = await _api.NextAsync(cancellationToken);

        // The AWS SDK and X-Ray read the trace from the environment.
        Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", context.TraceId);

        Stream output;
        try
        {
            output = await _handler(input, context);
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync(e.ToString());
            await _api.ReportErrorAsync(context.AwsRequestId, e);
            return;
        }

        // Never cancelled, because the handler has done its work.
        await _api.RespondAsync(context.AwsRequestId, output ?? Stream.Null);
    }
}
