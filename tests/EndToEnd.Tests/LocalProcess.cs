using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace MmsQueue.EndToEnd.Tests;

/// <summary>Local, started as its users start it: a process with its own data folder and any free port.</summary>
internal sealed class LocalProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly TaskCompletionSource _serving = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LocalProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Take(line.Data, _output);
        process.ErrorDataReceived += (_, line) => Take(line.Data, _errors);
    }

    public string Output => string.Join('\n', _output);

    public string Errors => string.Join('\n', _errors);

    public int Id => _process.Id;

    public static LocalProcess Start(string data, IEnumerable<string> arguments, params (string Name, string Value)[] environment) =>
        Start(["--data", data, "--port", "0", .. arguments], environment);

    /// <summary>Runs Local to its end.</summary>
    public static Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string data, string[] arguments, params (string Name, string Value)[] environment) =>
        RunAsync(["--data", data, "--port", "0", .. arguments], environment);

    /// <summary>Runs one of Local's commands to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string[] arguments, params (string Name, string Value)[] environment)
    {
        await using var local = Start(arguments, environment);
        await local.ExitedAsync();
        return (local._process.ExitCode, local.Output, local.Errors);
    }

    /// <summary>Waits until the first photo is stored and Local says how to send another.</summary>
    public async Task ServingAsync()
    {
        var exited = ExitedAsync();
        if (await Task.WhenAny(_serving.Task, exited) == exited)
        {
            Assert.Fail($"Local ended with {_process.ExitCode}:\n{Errors}\n{Output}");
        }
    }

    public async Task ExitedAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        await _process.WaitForExitAsync(patience.Token);
    }

    /// <summary>Sends SIGINT, as Ctrl-C does, and returns the exit code.</summary>
    public async Task<int> InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await ExitedAsync();
        return _process.ExitCode;
    }

    /// <summary>Sends SIGKILL to Local alone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await ExitedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _process.EndAsync();
        _process.Dispose();
    }

    private static LocalProcess Start(string[] arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Places.Local, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var local = new LocalProcess(new Process { StartInfo = start });
        local._process.Start();
        local._process.BeginOutputReadLine();
        local._process.BeginErrorReadLine();
        return local;
    }

    private void Take(string? line, ConcurrentQueue<string> lines)
    {
        if (line is null)
        {
            return;
        }

        lines.Enqueue(line);
        if (line.Contains("Ctrl-C", StringComparison.Ordinal))
        {
            _serving.TrySetResult();
        }
    }
}
