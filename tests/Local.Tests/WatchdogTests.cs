using System.Diagnostics;
using System.Globalization;

namespace MmsQueue.Local.Tests;

public sealed class WatchdogTests
{
    [Fact]
    public async Task When_its_parent_is_gone_it_kills_the_children_that_it_was_told_of()
    {
        await using var child = StartWaiting();
        await using (var watchdog = Watchdog.Start())
        {
            watchdog.Guard(child.Id);
            Assert.False(child.Exited.IsCompleted);
        }

        await child.Exited.WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_process_that_started_at_another_time_is_not_the_child()
    {
        await using var stranger = StartWaiting();
        await using var watchdog = ChildProcess.Start([.. ThisProgram.Command, Watchdog.Command], static _ => { }, static _ => { });

        await watchdog.Input.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{stranger.Id} {TimeSpan.TicksPerDay}"));
        watchdog.Input.Close();
        Assert.Equal(0, await watchdog.Exited.WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken));

        using var process = Process.GetProcessById(stranger.Id);
        Assert.False(process.HasExited);
    }

    // Waits until its input ends, which is when we dispose of it.
    private static ChildProcess StartWaiting() => ChildProcess.Start([.. ThisProgram.Command, Watchdog.Command], static _ => { }, static _ => { });
}
