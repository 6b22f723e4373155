using System.Threading.Channels;
using MmsQueue.Emulator.Processes;

namespace MmsQueue.Emulator.Lambda;

/// <summary>A function with a fixed number of execution environments. An environment that ends is replaced.</summary>
public sealed class LambdaFunction : IAsyncDisposable
{
    private static readonly TimeSpan InitTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Channel<Invocation> _queue = Channel.CreateUnbounded<Invocation>();
    private readonly CancellationTokenSource _stop = new();
    private readonly FunctionProgram _program;
    private readonly RuntimeApi _runtimeApi;
    private readonly LineLog _log;
    private readonly Action<string> _say;
    private Task[] _kept = [];

    private LambdaFunction(FunctionProgram program, RuntimeApi runtimeApi, LineLog log, Action<string> say)
    {
        _program = program;
        _runtimeApi = runtimeApi;
        _log = log;
        _say = say;
    }

    /// <summary>The lines that the function wrote.</summary>
    public LineLog Log => _log;

    /// <summary>Fails as soon as an environment cannot be replaced; completes when the function stops.</summary>
    public Task Kept { get; private set; } = Task.CompletedTask;

    /// <summary>Starts all environments in parallel and waits until each one has requested its first event.</summary>
    public static async Task<LambdaFunction> StartAsync(
        FunctionProgram program,
        int concurrency,
        RuntimeApi runtimeApi,
        LineLog log,
        Action<string> say,
        CancellationToken cancellationToken)
    {
        var function = new LambdaFunction(program, runtimeApi, log, say);
        try
        {
            var environments = new ExecutionEnvironment[concurrency];
            for (var i = 0; i < concurrency; i++)
            {
                environments[i] = function.StartEnvironment();
            }

            function._kept = [.. environments.Select(function.KeepAsync)];
            function.Kept = FirstFailureAsync(function._kept);
            await Task.WhenAll(environments.Select(environment => FirstReadyAsync(environment, cancellationToken)));
            return function;
        }
        catch
        {
            await function.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends an event to the next free environment and waits for the response or the error.</summary>
    public async Task<InvocationResult> InvokeAsync(ReadOnlyMemory<byte> payload, string traceId, CancellationToken cancellationToken)
    {
        var invocation = new Invocation(payload, traceId);
        await _queue.Writer.WriteAsync(invocation, cancellationToken);
        return await invocation.Result.WaitAsync(cancellationToken);
    }

    /// <summary>Stops all environments.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _queue.Writer.TryComplete();
        await Task.WhenAll(_kept).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _log.Dispose();
    }

    private static async Task FirstFailureAsync(Task[] kept)
    {
        await foreach (var ended in Task.WhenEach(kept))
        {
            await ended;
        }
    }

    private static async Task FirstReadyAsync(ExecutionEnvironment environment, CancellationToken cancellationToken)
    {
        var name = environment.Program.Name;
        var first = await Task.WhenAny(environment.Ready, environment.Ended, Task.Delay(InitTimeout, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        if (first == environment.Ended)
        {
            throw new EmulatorException($"The {name} ended while starting: {await environment.Ended}");
        }

        if (first != environment.Ready)
        {
            throw new EmulatorException($"The {name} did not request its first event within {InitTimeout.TotalSeconds:0} s.");
        }
    }

    private ExecutionEnvironment StartEnvironment() =>
        _runtimeApi.Start(runtimeApi => new ExecutionEnvironment(_program, runtimeApi, _queue.Reader, _log.Add), _program.Name);

    private async Task KeepAsync(ExecutionEnvironment environment)
    {
        var pause = TimeSpan.FromSeconds(1);
        while (await EndOrStopAsync(environment) is { } reason)
        {
            pause = environment.Ready.IsCompleted
                ? TimeSpan.FromSeconds(1)
                : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));

            // Ctrl-C stops the functions before this process. Nothing to report then.
            await Task.WhenAny(Task.Delay(pause, _stop.Token));
            if (_stop.IsCancellationRequested)
            {
                return;
            }

            _say($"The {_program.Name} ended and is being restarted: {reason}");
            environment = StartEnvironment();
        }
    }

    private async Task<string?> EndOrStopAsync(ExecutionEnvironment environment)
    {
        await Task.WhenAny(environment.Ended, Task.Delay(Timeout.Infinite, _stop.Token));
        var reason = _stop.IsCancellationRequested ? null : await environment.Ended;
        await environment.DisposeAsync();
        _runtimeApi.Forget(environment);
        return reason;
    }
}
