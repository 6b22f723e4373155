using System.Globalization;
using System.Threading.Channels;
using MmsQueue.Emulator.Processes;

namespace MmsQueue.Emulator.Lambda;

/// <summary>One process of a function. It gets its events from the emulated Runtime API.</summary>
public sealed class ExecutionEnvironment : IAsyncDisposable
{
    private readonly FunctionProgram _program;
    private readonly ChannelReader<Invocation> _queue;
    private readonly ChildProcess _process;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Invocation? _current;
    private string? _initError;
    private string? _lastError;

    /// <summary>Starts the process.</summary>
    public ExecutionEnvironment(FunctionProgram program, string runtimeApi, ChannelReader<Invocation> queue, Action<string> log)
    {
        _program = program;
        _queue = queue;
        var environment = new Dictionary<string, string?>(program.Environment, StringComparer.Ordinal)
        {
            ["AWS_LAMBDA_RUNTIME_API"] = runtimeApi,
        };
        _process = ChildProcess.Start(program.Command, log, line => NoteError(line, log), environment, program.Folder);
        _process.Input.Close();
        Ended = EndAsync();
    }

    internal FunctionProgram Program => _program;

    /// <summary>The ID of the process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Completes when the function requests its first event.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Completes with a one-line reason when the process ends.</summary>
    public Task<string> Ended { get; }

    /// <summary>Waits for the next event.</summary>
    internal async Task<Invocation> NextAsync(CancellationToken cancellationToken)
    {
        _ready.TrySetResult();
        Interlocked.Exchange(ref _current, null)?.Fail(
            "Runtime.InvalidState", "the function requested an event before it responded to the previous one");
        Invocation invocation;
        do
        {
            invocation = await _queue.ReadAsync(cancellationToken);
        }
        while (invocation.Result.IsCompleted);

        _current = invocation;
        _ = EnforceTimeoutAsync(invocation);
        return invocation;
    }

    /// <summary>Takes the event with this request ID; null if it is not the current event.</summary>
    internal Invocation? Take(string requestId) =>
        _current is { } current && current.RequestId == requestId && Interlocked.CompareExchange(ref _current, null, current) == current
            ? current
            : null;

    internal void ReportInitError(string message) => _initError = message;

    /// <summary>Kills the process and waits for its end.</summary>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task EnforceTimeoutAsync(Invocation invocation)
    {
        var first = await Task.WhenAny(invocation.Result, Ended, Task.Delay(_program.Timeout));
        if (first == Ended)
        {
            invocation.Fail("Runtime.ExitError", $"the function ended: {await Ended}");
        }
        else if (first != invocation.Result)
        {
            var seconds = _program.Timeout.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);
            invocation.Fail("Sandbox.Timedout", $"Task timed out after {seconds} seconds");
            _process.Kill();
        }
    }

    private async Task<string> EndAsync()
    {
        var exitCode = await _process.Exited;
        return _initError ?? _lastError ?? string.Create(CultureInfo.InvariantCulture, $"the process exited with code {exitCode}");
    }

    // The first line of a stack trace names the error; the last line does not.
    private void NoteError(string line, Action<string> log)
    {
        if (!string.IsNullOrWhiteSpace(line)
            && !line.StartsWith("   at ", StringComparison.Ordinal)
            && !line.StartsWith("   ---", StringComparison.Ordinal))
        {
            _lastError = line.Trim();
        }

        log(line);
    }
}
