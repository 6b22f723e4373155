using System.Diagnostics;
using System.Globalization;

namespace MmsQueue.EndToEnd.Tests;

/// <summary>The processes that a process has started, and theirs.</summary>
internal static class ProcessTree
{
    public static List<Process> Below(int parent)
    {
        using var list = Process.Start(new ProcessStartInfo("ps", ["-A", "-o", "pid=,ppid="]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var pairs = list.StandardOutput.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray())
            .ToLookup(pair => pair[1], pair => pair[0]);
        var found = new List<Process>();
        var parents = new Queue<int>([parent]);
        while (parents.TryDequeue(out var next))
        {
            foreach (var child in pairs[next].Where(child => child != list.Id))
            {
                parents.Enqueue(child);
                found.Add(Process.GetProcessById(child));
            }
        }

        return found;
    }

    /// <summary>SIGKILL to every process below a process whose command line holds the text.</summary>
    public static void Kill(int parent, string commandLine)
    {
        foreach (var process in Below(parent))
        {
            using (process)
            {
                using var list = Process.Start(new ProcessStartInfo("ps", ["-o", "args=", "-p", process.Id.ToString(CultureInfo.InvariantCulture)]) { UseShellExecute = false, RedirectStandardOutput = true })!;
                if (list.StandardOutput.ReadToEnd().Contains(commandLine, StringComparison.Ordinal))
                {
                    process.Kill();
                }
            }
        }
    }
}
