using MmsQueue.Emulator.Processes;

namespace MmsQueue.Emulator.Tests.Processes;

public sealed class LineLogTests
{
    [Fact]
    public void A_restart_keeps_the_previous_runs_log()
    {
        using var folder = new TemporaryFolder();
        foreach (var line in (string[])["oldest", "crashed", "now"])
        {
            using var log = new LineLog(folder.In("worker.log"));
            log.Add(line);
        }

        Assert.Equal("now\n", File.ReadAllText(folder.In("worker.log")));
        Assert.Equal("crashed\n", File.ReadAllText(folder.In("worker.previous.log")));
    }
}
