using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace MmsQueue.Emulator.Lambda;

/// <summary>The Lambda Runtime API (2018-06-01). Each execution environment has its own path.</summary>
public sealed class RuntimeApi(string authority)
{
    private const int MaxResponseBytes = 6 * 1024 * 1024;
    private readonly ConcurrentDictionary<string, ExecutionEnvironment> _environments = new(StringComparer.Ordinal);
    private int _started;

    /// <summary>Starts an environment with the given value of AWS_LAMBDA_RUNTIME_API.</summary>
    public ExecutionEnvironment Start(Func<string, ExecutionEnvironment> start, string function)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"{function}/{Interlocked.Increment(ref _started)}");
        return _environments.GetOrAdd(path, _ => start($"{authority}/runtime/{path}"));
    }

    internal void Forget(ExecutionEnvironment environment)
    {
        foreach (var path in _environments.Where(pair => pair.Value == environment).Select(pair => pair.Key).ToList())
        {
            _environments.TryRemove(path, out _);
        }
    }

    /// <summary>Maps the routes.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        const string Root = "/runtime/{function}/{number}/2018-06-01/runtime";
        routes.MapGet(Root + "/invocation/next", context => WithEnvironment(context, NextAsync));
        routes.MapPost(Root + "/invocation/{id}/response", context => WithEnvironment(context, RespondAsync));
        routes.MapPost(Root + "/invocation/{id}/error", context => WithEnvironment(context, FailAsync));
        routes.MapPost(Root + "/init/error", context => WithEnvironment(context, FailInitAsync));
    }

    private Task WithEnvironment(HttpContext context, Func<HttpContext, ExecutionEnvironment, Task> handle)
    {
        var path = $"{context.Request.RouteValues["function"]}/{context.Request.RouteValues["number"]}";
        return _environments.TryGetValue(path, out var environment)
            ? handle(context, environment)
            : AnswerAsync(context, 403, "no such execution environment");
    }

    private static async Task NextAsync(HttpContext context, ExecutionEnvironment environment)
    {
        Invocation invocation;
        try
        {
            invocation = await environment.NextAsync(context.RequestAborted);
        }
        catch (Exception e) when (e is OperationCanceledException or System.Threading.Channels.ChannelClosedException)
        {
            context.Abort();
            return;
        }

        var deadline = TimeProvider.System.GetUtcNow() + environment.Program.Timeout;
        var headers = context.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId;
        headers["Lambda-Runtime-Deadline-Ms"] = deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = environment.Program.Arn;
        headers["Lambda-Runtime-Trace-Id"] = invocation.TraceId;
        await context.SendAsync(200, "application/json", invocation.Payload);
    }

    private static async Task RespondAsync(HttpContext context, ExecutionEnvironment environment)
    {
        if (await context.ReadBodyAsync(MaxResponseBytes) is not { } payload)
        {
            // The runtime then reports this as the invocation's error.
            await AnswerAsync(context, 413, "the response is larger than 6 MB");
            return;
        }

        await CompleteAsync(context, environment, invocation => invocation.Succeed(payload));
    }

    private static async Task FailAsync(HttpContext context, ExecutionEnvironment environment)
    {
        var error = await ReadErrorAsync(context);
        await CompleteAsync(context, environment, invocation => invocation.Fail(error.Type, error.Message));
    }

    private static async Task FailInitAsync(HttpContext context, ExecutionEnvironment environment)
    {
        environment.ReportInitError((await ReadErrorAsync(context)).Message);
        await AnswerAsync(context, 202, null);
    }

    private static Task CompleteAsync(HttpContext context, ExecutionEnvironment environment, Action<Invocation> complete)
    {
        if (environment.Take(context.Request.RouteValues["id"] as string ?? "") is not { } invocation)
        {
            return AnswerAsync(context, 400, "this request ID is not being processed");
        }

        complete(invocation);
        return AnswerAsync(context, 202, null);
    }

    private static async Task<FunctionError> ReadErrorAsync(HttpContext context)
    {
        var type = context.Request.Headers["Lambda-Runtime-Function-Error-Type"].ToString();
        var body = await context.ReadBodyAsync(MaxResponseBytes) ?? [];
        try
        {
            using var json = JsonDocument.Parse(body);
            return new FunctionError(
                json.RootElement.GetProperty("errorType").GetString() ?? type,
                json.RootElement.GetProperty("errorMessage").GetString() ?? "");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return new FunctionError(type, "the function reported an error without a message");
        }
    }

    private static Task AnswerAsync(HttpContext context, int status, string? error) =>
        Http.JsonResult(status, json =>
        {
            json.WriteString(error is null ? "status" : "errorMessage", error ?? "OK");
            if (error is not null)
            {
                json.WriteString("errorType", status == 400 ? "InvalidRequestID" : "Runtime.Error");
            }
        }).ExecuteAsync(context);
}
