using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace MmsQueue.Local;

/// <summary>A second process of this program that kills the children named to it once we are gone, however we went.</summary>
internal sealed class Watchdog : IAsyncDisposable
{
    public const string Command = "watchdog";
    private readonly ChildProcess _process;
    private readonly Lock _lock = new();

    private Watchdog(ChildProcess process) => _process = process;

    public static Watchdog Start() => new(ChildProcess.Start([.. ThisProgram.Command, Command], static _ => { }, static _ => { }));

    /// <summary>Names a child; its start time goes with it, since a process id may be given out again.</summary>
    public void Guard(int processId)
    {
        if (StartTime(processId) is not { } start)
        {
            return;
        }

        lock (_lock)
        {
            try
            {
                _process.Input.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{processId} {start.Ticks}"));
                _process.Input.Flush();
            }
            catch (IOException)
            {
                // The watchdog is gone: we go on without it.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.Input.Close();
        }
        catch (IOException)
        {
            // It has ended already.
        }

        await Task.WhenAny(_process.Exited, Task.Delay(TimeSpan.FromSeconds(3)));
        await _process.DisposeAsync();
    }

    /// <summary>The watchdog's own life: reads children until its input ends, then kills those that still run.</summary>
    public static async Task<int> WatchAsync(TextReader input)
    {
        using var interrupt = Ignore(PosixSignal.SIGINT);
        using var terminate = Ignore(PosixSignal.SIGTERM);
        using var hangUp = Ignore(PosixSignal.SIGHUP);
        var children = new Dictionary<int, long>();
        while (await input.ReadLineAsync() is { } line)
        {
            if (line.Split(' ') is [var id, var ticks])
            {
                children[int.Parse(id, CultureInfo.InvariantCulture)] = long.Parse(ticks, CultureInfo.InvariantCulture);
            }
        }

        foreach (var (id, ticks) in children)
        {
            // The start time is computed from the boot time and may differ a little between two readers.
            if (StartTime(id) is { } start && Math.Abs(start.Ticks - ticks) < TimeSpan.TicksPerSecond)
            {
                Kill(id);
            }
        }

        return 0;
    }

    private static PosixSignalRegistration Ignore(PosixSignal signal) =>
        PosixSignalRegistration.Create(signal, static context => context.Cancel = true);

    private static DateTime? StartTime(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.StartTime.ToUniversalTime();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static void Kill(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended meanwhile.
        }
    }
}
