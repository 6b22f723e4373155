using System.Diagnostics;
using System.Globalization;

namespace MmsQueue.EndToEnd.Tests;

/// <summary>The descendants of a process.</summary>
internal static class ProcessTree
{
    /// <summary>The running descendants whose command line contains a text.</summary>
    public static List<Process> Below(int parent, string commandLine = "")
    {
        var ps = new ProcessStartInfo("ps", ["-A", "-ww", "-o", "pid=,ppid=,args="])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var list = Process.Start(ps)!;
        var children = list.StandardOutput.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Select(words => (Id: Number(words[0]), Parent: Number(words[1]), CommandLine: words.ElementAtOrDefault(2) ?? ""))
            .ToLookup(process => process.Parent);
        var found = new List<Process>();
        var parents = new Queue<int>([parent]);
        while (parents.TryDequeue(out var next))
        {
            foreach (var child in children[next].Where(child => child.Id != list.Id))
            {
                parents.Enqueue(child.Id);
                if (child.CommandLine.Contains(commandLine, StringComparison.Ordinal) && Find(child.Id) is { } process)
                {
                    found.Add(process);
                }
            }
        }

        return found;
    }

    /// <summary>Sends SIGKILL to every descendant whose command line contains a text.</summary>
    public static void Kill(int parent, string commandLine)
    {
        foreach (var process in Below(parent, commandLine))
        {
            using (process)
            {
                process.Kill();
            }
        }
    }

    private static Process? Find(int id)
    {
        try
        {
            return Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            // It has ended since the list was made.
            return null;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
