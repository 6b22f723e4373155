using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MmsQueue.Tests;

/// <summary>Gives the programs under test the default signals, however the tests themselves were started.</summary>
/// <remarks>A shell's background job and nohup ignore signals, and a child inherits that: it could never be interrupted.</remarks>
internal static class DefaultSignals
{
    private const nint Default = 0;
    private const nint Ignored = 1;

    // More than a struct sigaction of any system, whose first field is the handler.
    private const int ActionSize = 1024;

    // SIGHUP, SIGINT, SIGQUIT and SIGTERM: the same numbers on Linux and macOS.
    private static readonly int[] Signals = [1, 2, 3, 15];

    [ModuleInitializer]
    internal static void Restore()
    {
        if (!OperatingSystem.IsWindows())
        {
            foreach (var signal in Signals.Where(IsIgnored))
            {
                _ = SetHandler(signal, Default);
            }
        }
    }

    private static bool IsIgnored(int signal)
    {
        var action = new byte[ActionSize];
        return GetAction(signal, 0, action) == 0 && MemoryMarshal.Read<nint>(action) == Ignored;
    }

    [DllImport("libc", EntryPoint = "signal")]
    private static extern nint SetHandler(int signal, nint handler);

    [DllImport("libc", EntryPoint = "sigaction")]
    private static extern int GetAction(int signal, nint action, byte[] old);
}
