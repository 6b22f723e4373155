using System.ComponentModel;
using System.Diagnostics;

namespace MmsQueue.Emulator.Processes;

/// <summary>A started program. Its output lines go to two callbacks.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process, Action<string> output, Action<string> error)
    {
        _process = process;
        Id = process.Id;
        Exited = WaitAsync(PumpAsync(process.StandardOutput, output), PumpAsync(process.StandardError, error));
    }

    /// <summary>The process ID.</summary>
    public int Id { get; }

    /// <summary>Completes with the exit code after the last lines are delivered; fails if a callback fails.</summary>
    public Task<int> Exited { get; }

    /// <summary>Its standard input.</summary>
    public StreamWriter Input => _process.StandardInput;

    /// <summary>Starts a program with this process's environment and the given changes; null removes a variable.</summary>
    public static ChildProcess Start(
        IReadOnlyList<string> command,
        Action<string> output,
        Action<string> error,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? folder = null)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        try
        {
            return new ChildProcess(Process.Start(start)!, output, error);
        }
        catch (Win32Exception e)
        {
            throw new EmulatorException($"Cannot start {command[0]}: {e.Message}", e);
        }
    }

    /// <summary>Kills the process and its descendants.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has already ended.
        }
    }

    /// <summary>Kills the process and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        Kill();
        await ((Task)Exited).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process.Dispose();
    }

    private async Task PumpAsync(StreamReader reader, Action<string> line)
    {
        try
        {
            while (await reader.ReadLineAsync() is { } text)
            {
                line(text);
            }
        }
        catch
        {
            // The process would block on a full pipe that nobody reads.
            Kill();
            throw;
        }
    }

    private async Task<int> WaitAsync(params Task[] pumps)
    {
        await _process.WaitForExitAsync();

        // A grandchild can keep the pipes open forever.
        await await Task.WhenAny(Task.WhenAll(pumps), Task.Delay(TimeSpan.FromSeconds(10)));
        return _process.ExitCode;
    }
}
