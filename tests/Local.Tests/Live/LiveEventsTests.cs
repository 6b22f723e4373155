using System.Globalization;
using System.Text.Json;
using MmsQueue.Emulator;
using MmsQueue.Local.Live;

namespace MmsQueue.Local.Tests.Live;

/// <summary>The stream of events over HTTP.</summary>
public sealed class LiveEventsTests : IAsyncLifetime
{
    private readonly LoopbackServer _server = LoopbackServer.Reserve(0);
    private readonly LiveBoard _board = new(TimeProvider.System);
    private readonly HttpClient _http = new();

    public async ValueTask InitializeAsync() => await _server.StartAsync(new LiveEvents(_board).Map, static _ => { });

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_page_gets_the_state_and_then_changes_immediately()
    {
        using var events = await OpenAsync();
        Assert.Equal("state", (await NextAsync(events)).GetProperty("kind").GetString());

        _board.Pause(true);

        var sent = await NextAsync(events);
        Assert.Equal(("paused", true), (sent.GetProperty("kind").GetString(), sent.GetProperty("paused").GetBoolean()));
    }

    [Fact]
    public async Task A_page_that_does_not_read_blocks_nothing_and_still_gets_the_newest_state()
    {
        const int Lines = 20_000;
        using var slow = await OpenAsync();
        var text = new string('x', 2000);

        for (var i = 0; i < Lines; i++)
        {
            _board.Add(new LiveLine(_board.Now, "worker", "Information", text + i.ToString(CultureInfo.InvariantCulture)));
        }

        _board.Pause(true);
        var (read, isPaused) = (0, false);
        for (; !isPaused; read++)
        {
            var sent = await NextAsync(slow);
            isPaused = sent.TryGetProperty("paused", out var paused) && paused.GetBoolean();
        }

        Assert.InRange(read, 2, Lines / 2);
    }

    [Fact]
    public async Task A_closed_page_is_removed()
    {
        var events = await OpenAsync();
        await NextAsync(events);

        events.Dispose();

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(5));
        while (_board.HasReaders)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
        }
    }

    [Fact]
    public async Task An_open_page_does_not_delay_shutdown()
    {
        using var events = await OpenAsync();
        await NextAsync(events);

        await _server.DisposeAsync();

        Assert.Null(await events.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    private async Task<StreamReader> OpenAsync() =>
        new(await _http.GetStreamAsync(new Uri(_server.Url, LiveEvents.Route), TestContext.Current.CancellationToken));

    private static async Task<JsonElement> NextAsync(StreamReader events)
    {
        var line = await events.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("data: ", line, StringComparison.Ordinal);
        Assert.Equal("", await events.ReadLineAsync(TestContext.Current.CancellationToken));
        using var json = JsonDocument.Parse(line![6..]);
        return json.RootElement.Clone();
    }
}
