using System.Diagnostics;

namespace MmsQueue.Testing;

/// <summary>Ends processes that a test has started.</summary>
public static class ProcessEnd
{
    /// <summary>Kills a process and its children if it is still running, and waits for its end.</summary>
    public static async Task EndAsync(this Process process)
    {
        if (process.HasExited)
        {
            return;
        }

        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }
}
