using System.Globalization;
using System.Threading.Channels;

namespace MmsQueue.Local;

/// <summary>One process of a function, which fetches its events from the emulated Runtime API.</summary>
internal sealed class ExecutionEnvironment : IAsyncDisposable
{
    private readonly FunctionProgram _program;
    private readonly ChannelReader<Invocation> _queue;
    private readonly ChildProcess _process;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Invocation? _current;
    private string? _initError;
    private string? _lastError;

    public ExecutionEnvironment(
        FunctionProgram program, string runtimeApi, ChannelReader<Invocation> queue, Action<string> log, Watchdog watchdog)
    {
        _program = program;
        _queue = queue;
        var environment = new Dictionary<string, string?>(program.Environment, StringComparer.Ordinal) { ["AWS_LAMBDA_RUNTIME_API"] = runtimeApi };
        _process = ChildProcess.Start(program.Command, log, line => NoteError(line, log), environment, program.Folder);
        watchdog.Guard(_process.Id);
        _process.Input.Close();
        Ended = EndAsync();
    }

    public FunctionProgram Program => _program;

    public int ProcessId => _process.Id;

    /// <summary>Completes when the function has asked for its first event.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Completes with the reason, in one line, when the process has ended.</summary>
    public Task<string> Ended { get; }

    /// <summary>The next event; it waits as long as there is none.</summary>
    public async Task<Invocation> NextAsync(CancellationToken cancellationToken)
    {
        _ready.TrySetResult();
        Interlocked.Exchange(ref _current, null)?.Fail("Runtime.InvalidState", "the function asked for an event before it had answered the last one");
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

    /// <summary>Takes the event that this request id belongs to; null when it is not the one being worked on.</summary>
    public Invocation? Take(string requestId) =>
        _current is { } current && current.RequestId == requestId && Interlocked.CompareExchange(ref _current, null, current) == current
            ? current
            : null;

    public void ReportInitError(string message) => _initError = message;

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
            invocation.Fail("Sandbox.Timedout", string.Create(CultureInfo.InvariantCulture, $"Task timed out after {_program.Timeout.TotalSeconds:0.00} seconds"));
            _process.Kill();
        }
    }

    private async Task<string> EndAsync()
    {
        var exitCode = await _process.Exited;
        return _initError ?? _lastError ?? string.Create(CultureInfo.InvariantCulture, $"the process exited with code {exitCode}");
    }

    // A stack trace's last line says nothing; its first one does.
    private void NoteError(string line, Action<string> log)
    {
        if (!string.IsNullOrWhiteSpace(line) && !line.StartsWith("   at ", StringComparison.Ordinal) && !line.StartsWith("   ---", StringComparison.Ordinal))
        {
            _lastError = line.Trim();
        }

        log(line);
    }
}
