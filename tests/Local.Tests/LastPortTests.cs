using MmsQueue.Emulator;

namespace MmsQueue.Local.Tests;

public sealed class LastPortTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _said = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Any_free_port_is_the_last_runs_if_that_is_free()
    {
        var first = await ReserveAsync(0);

        Assert.Equal(first, await ReserveAsync(0));
        Assert.Empty(_said);
    }

    [Fact]
    public async Task A_last_port_that_is_in_use_is_replaced_and_named()
    {
        await using var inUse = LoopbackServer.Reserve(0);
        await File.WriteAllTextAsync(_folder.In("port"), $"{inUse.Url.Port}", TestContext.Current.CancellationToken);

        Assert.NotEqual(inUse.Url.Port, await ReserveAsync(0));
        Assert.Contains($"{inUse.Url.Port}", Assert.Single(_said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_was_asked_for_wins()
    {
        var last = await ReserveAsync(0);
        int wanted;
        await using (var free = LoopbackServer.Reserve(0))
        {
            wanted = free.Url.Port;
        }

        Assert.Equal(wanted, await ReserveAsync(wanted));
        Assert.Contains($"{last}", Assert.Single(_said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_holds_no_port_is_as_none()
    {
        await File.WriteAllTextAsync(_folder.In("port"), "yesterday", TestContext.Current.CancellationToken);

        Assert.NotEqual(0, await ReserveAsync(0));
        Assert.Empty(_said);
    }

    private async Task<int> ReserveAsync(int port)
    {
        await using var front = LastPort.Reserve(port, _folder.In("port"), _said.Add);
        return front.Url.Port;
    }
}
