using System.Diagnostics;
using System.Globalization;

namespace MmsQueue.EndToEnd.Tests;

/// <summary>Nothing that Local started outlives it.</summary>
public sealed class ProcessTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Neither_Ctrl_C_nor_a_kill_leaves_a_process_behind(bool politely)
    {
        using var data = new DataFolder();
        await using var local = LocalProcess.Start(data.Path, []);
        await local.ServingAsync();
        var children = Descendants(local.Id);
        Assert.True(children.Count >= 6, $"watchdog, emulators and four functions, not {children.Count}");

        await (politely ? local.InterruptAsync() : local.KillAsync());

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        foreach (var child in children)
        {
            await child.WaitForExitAsync(patience.Token);
            child.Dispose();
        }
    }

    private static List<Process> Descendants(int parent)
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
}
