using System.Net;
using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace StandIns.Tests;

/// <summary>An HTTP server that gives prepared answers, one after the other, and remembers the requests.</summary>
internal sealed class AwsSqsListener : IAsyncDisposable
{
    private readonly Queue<Answer> _answers;
    private readonly WebApplication _server;

    private AwsSqsListener(IEnumerable<Answer> answers)
    {
        _answers = new Queue<Answer>(answers);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    public List<Request> Requests { get; } = [];

    public Uri Url => new(_server.Urls.First());

    public static async Task<AwsSqsListener> StartAsync(params Answer[] answers)
    {
        var listener = new AwsSqsListener(answers);
        await listener._server.StartAsync(TestContext.Current.CancellationToken);
        return listener;
    }

    public AmazonSQSClient CreateClient() => new(
        new BasicAWSCredentials("AKIDEXAMPLE", "secret"),
        new AmazonSQSConfig { ServiceURL = Url.AbsoluteUri, AuthenticationRegion = "eu-west-3" });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        Requests.Add(new Request(
            $"{context.Request.Method} {context.Request.Path}",
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            JsonDocument.Parse(body).RootElement));

        var answer = _answers.Count > 1 ? _answers.Dequeue() : _answers.Peek();
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/x-amz-json-1.0";
        context.Response.Headers["x-amzn-RequestId"] = "request-1";
        if (answer.QueryError is not null)
        {
            context.Response.Headers["x-amzn-query-error"] = answer.QueryError;
        }

        await context.Response.WriteAsync(answer.Body, context.RequestAborted);
    }

    internal sealed record Answer(string Body, int Status = 200, string? QueryError = null);

    internal sealed record Request(string Line, Dictionary<string, string> Headers, JsonElement Body)
    {
        public string Target => Headers["X-Amz-Target"];
    }
}
