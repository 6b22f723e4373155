using MmsQueue.Emulator.Processes;

namespace MmsQueue.Emulator.Tests.Processes;

public sealed class LineLogTests
{
    [Fact]
    public void A_new_start_keeps_the_log_of_the_run_before_beside_its_own()
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
