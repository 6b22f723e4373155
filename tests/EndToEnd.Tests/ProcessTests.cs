namespace MmsQueue.EndToEnd.Tests;

/// <summary>No process that Local started outlives it.</summary>
public sealed class ProcessTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Neither_Ctrl_C_nor_a_kill_leaves_a_process_behind(bool politely)
    {
        using var data = new TemporaryFolder();
        await using var local = LocalProcess.Start(data.Path, []);
        await local.ServingAsync();
        var children = ProcessTree.Below(local.Id);
        Assert.True(children.Count >= 5, $"emulators and four functions, not {children.Count}");

        await (politely ? local.InterruptAsync() : local.KillAsync());

        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        foreach (var child in children)
        {
            await child.WaitForExitAsync(patience.Token);
            child.Dispose();
        }
    }
}
