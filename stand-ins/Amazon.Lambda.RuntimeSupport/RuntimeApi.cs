using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport;

// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
internal sealed class RuntimeApi
{
    private readonly HttpClient _client;
    private readonly string _runtime;

    public RuntimeApi(HttpClient client)
    {
        _client = client;

        // Lambda freezes the process while `next` waits.
        _client.Timeout = TimeSpan.FromHours(12);

        // Host and port, and with some emulators a path.
        _runtime = $"http://{Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")}/2018-06-01/runtime";
    }

    public async Task<(MemoryStream Event, LambdaContext Context)> NextAsync(CancellationToken cancellationToken)
    {
        using var response = await _client.GetAsync($"{_runtime}/invocation/next", cancellationToken);
        await CheckAsync(response, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return (new MemoryStream(body), new LambdaContext(response.Headers));
    }

    // Disposes the output.
    public async Task RespondAsync(string requestId, Stream output)
    {
        using var content = new StreamContent(output);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await _client.PostAsync($"{_runtime}/invocation/{requestId}/response", content);
        await CheckAsync(response, CancellationToken.None);
    }

    public Task ReportErrorAsync(string requestId, Exception exception) =>
        PostErrorAsync($"{_runtime}/invocation/{requestId}/error", exception, exception.GetType().Name);

    // Without the error type's header, like the published package.
    public Task ReportInitErrorAsync(Exception exception) => PostErrorAsync($"{_runtime}/init/error", exception, errorType: null);

    private async Task PostErrorAsync(string url, Exception exception, string errorType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(ErrorBody.Write(exception)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.aws.lambda.error+json");
        if (errorType is not null)
        {
            request.Headers.TryAddWithoutValidation("Lambda-Runtime-Function-Error-Type", errorType);
        }

        using var response = await _client.SendAsync(request);
        await CheckAsync(response, CancellationToken.None);
        await CheckIsJsonAsync(response);
    }

    private static async Task CheckIsJsonAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        if (response.StatusCode != HttpStatusCode.Accepted)
        {
            return;
        }

        try
        {
            using var json = JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            throw new RuntimeApiClientException("The Runtime API's answer is not JSON.", (int)response.StatusCode, body);
        }
    }

    private static async Task CheckAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Accepted or HttpStatusCode.NoContent)
        {
            return;
        }

        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        throw new RuntimeApiClientException("The Runtime API refused the call.", (int)response.StatusCode, body);
    }
}
