using MmsQueue.Emulator;

namespace MmsQueue.Local.Tests;

public sealed class LastPortTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _said = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Port_0_reuses_the_previous_port_if_it_is_free()
    {
        var first = await ReserveAsync(0);

        Assert.Equal(first, await ReserveAsync(0));
        Assert.Empty(_said);
    }

    [Fact]
    public async Task A_previous_port_that_is_in_use_is_replaced_and_reported()
    {
        await using var inUse = LoopbackServer.Reserve(0);
        await File.WriteAllTextAsync(_folder.In("port"), $"{inUse.Url.Port}", TestContext.Current.CancellationToken);

        Assert.NotEqual(inUse.Url.Port, await ReserveAsync(0));
        Assert.Contains($"{inUse.Url.Port}", Assert.Single(_said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_requested_port_takes_precedence_over_the_previous_one()
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
    public async Task An_invalid_port_file_is_ignored()
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
