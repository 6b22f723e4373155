using System.ComponentModel;
using System.Diagnostics;

namespace MmsQueue.Local;

/// <summary>A started program: its lines go to two callbacks, its standard input is held by us.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process, Action<string> output, Action<string> error)
    {
        _process = process;
        Id = process.Id;
        Exited = WaitAsync(PumpAsync(process.StandardOutput, output), PumpAsync(process.StandardError, error));
    }

    public int Id { get; }

    /// <summary>Completes with the exit code when the process has ended and its last lines were handed on; fails if a callback did.</summary>
    public Task<int> Exited { get; }

    public StreamWriter Input => _process.StandardInput;

    /// <summary>Starts a program with our own environment and the given changes; null removes a variable.</summary>
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
            throw new LocalException($"{command[0]} could not be started: {e.Message}", e);
        }
    }

    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended already.
        }
    }

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
            // It would stop at a full pipe that nobody reads any more.
            Kill();
            throw;
        }
    }

    private async Task<int> WaitAsync(params Task[] pumps)
    {
        await _process.WaitForExitAsync();

        // A grandchild may hold the pipes open for ever.
        await await Task.WhenAny(Task.WhenAll(pumps), Task.Delay(TimeSpan.FromSeconds(10)));
        return _process.ExitCode;
    }
}
