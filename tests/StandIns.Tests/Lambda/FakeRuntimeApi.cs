using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace StandIns.Tests.Lambda;

/// <summary>One event for the function.</summary>
internal sealed record RuntimeEvent(string RequestId, string Body)
{
    public string Arn { get; init; } = "arn:aws:lambda:us-east-1:123456789012:function:photos";

    public string TraceId { get; init; } = "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=1";

    public DateTimeOffset Deadline { get; init; } = TimeProvider.System.GetUtcNow().AddSeconds(30);
}

/// <summary>What the function posted.</summary>
internal sealed record RuntimePost(string Path, string Body, string? ErrorType);

/// <summary>The Lambda Runtime API over real HTTP: hands out events, keeps what is posted.</summary>
internal sealed class FakeRuntimeApi : IAsyncDisposable
{
    private const string Version = "/2018-06-01/runtime/";

    private readonly Channel<RuntimeEvent> _events = Channel.CreateUnbounded<RuntimeEvent>();
    private readonly Channel<RuntimePost> _posts = Channel.CreateUnbounded<RuntimePost>();
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebApplication _app;

    private FakeRuntimeApi()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>Host and port.</summary>
    public string Address => new Uri(_app.Urls.Single()).Authority;

    /// <summary>Completes when the function first asks for an event.</summary>
    public Task Asked => _asked.Task;

    /// <summary>The paths asked for events, in order.</summary>
    public ConcurrentQueue<string> AskedPaths { get; } = [];

    /// <summary>The status for the function's answers.</summary>
    public int AnswerStatus { get; set; } = StatusCodes.Status202Accepted;

    /// <summary>The body that acknowledges whatever is posted.</summary>
    public string Acknowledgement { get; set; } = """{"status":"OK"}""";

    public static async Task<FakeRuntimeApi> StartAsync()
    {
        var api = new FakeRuntimeApi();
        await api._app.StartAsync(TestContext.Current.CancellationToken);
        return api;
    }

    public void Send(params ReadOnlySpan<RuntimeEvent> events)
    {
        foreach (var e in events)
        {
            _events.Writer.TryWrite(e);
        }
    }

    public ValueTask<RuntimePost> NextPostAsync() => _posts.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public bool HasPosts => _posts.Reader.Count > 0;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        if (path.EndsWith(Version + "invocation/next", StringComparison.Ordinal))
        {
            AskedPaths.Enqueue(path);
            _asked.TrySetResult();
            await HandOutAsync(await _events.Reader.ReadAsync(http.RequestAborted), http.Response);
            return;
        }

        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        string? errorType = http.Request.Headers["Lambda-Runtime-Function-Error-Type"];
        http.Response.StatusCode = path.EndsWith("/response", StringComparison.Ordinal) ? AnswerStatus : StatusCodes.Status202Accepted;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(Acknowledgement, http.RequestAborted);
        _posts.Writer.TryWrite(new RuntimePost(path[path.IndexOf(Version, StringComparison.Ordinal)..][Version.Length..], body, errorType));
    }

    private static Task HandOutAsync(RuntimeEvent e, HttpResponse response)
    {
        response.Headers["Lambda-Runtime-Aws-Request-Id"] = e.RequestId;
        response.Headers["Lambda-Runtime-Deadline-Ms"] = e.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        response.Headers["Lambda-Runtime-Invoked-Function-Arn"] = e.Arn;
        response.Headers["Lambda-Runtime-Trace-Id"] = e.TraceId;
        response.ContentType = "application/json";
        return response.WriteAsync(e.Body);
    }
}
