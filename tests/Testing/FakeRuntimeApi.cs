using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace MmsQueue.Testing;

/// <summary>The Lambda Runtime API over HTTP. It hands out events and keeps what is posted.</summary>
public sealed class FakeRuntimeApi : IAsyncDisposable
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

    /// <summary>Starts it on a free port.</summary>
    public static async Task<FakeRuntimeApi> StartAsync(CancellationToken cancellationToken)
    {
        var api = new FakeRuntimeApi();
        await api._app.StartAsync(cancellationToken);
        return api;
    }

    /// <summary>Queues events for the function.</summary>
    public void Send(params ReadOnlySpan<RuntimeEvent> events)
    {
        foreach (var e in events)
        {
            _events.Writer.TryWrite(e);
        }
    }

    /// <summary>Waits for the next post.</summary>
    public ValueTask<RuntimePost> NextPostAsync(CancellationToken cancellationToken) => _posts.Reader.ReadAsync(cancellationToken);

    /// <summary>Whether there is a post that was not taken yet.</summary>
    public bool HasPosts => _posts.Reader.Count > 0;

    /// <inheritdoc/>
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
