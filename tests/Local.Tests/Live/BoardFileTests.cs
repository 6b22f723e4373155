using System.Text.Json;
using MmsQueue.Local.Live;

namespace MmsQueue.Local.Tests.Live;

/// <summary>The part of the front page that survives a restart.</summary>
public sealed class BoardFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _said = [];

    private string FilePath => Path.Combine(_folder.Path, "board.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_newest_messages_and_the_totals_are_restored_at_the_next_start()
    {
        var before = new LiveBoard(TimeProvider.System);
        for (var i = 0; i < 60; i++)
        {
            before.Change(
                Sids.Of(i),
                message => message.Called("hello", ["image/jpeg"])
                    .Answered(200, TimeSpan.FromMilliseconds(5), before.Now, "Look: http://x.example/a.jpg")
                    .With(0, media => media with { Stage = LiveStage.Stored, EndedAt = before.Now, Bytes = 7 }),
                isNew: true);
        }

        await SaveAsync(before);

        Assert.Equal(State(before), State(Load()));
        Assert.Equal(LiveMessages.Max, before.State().Messages.Count);
        Assert.Equal(60, before.State().Totals.Stored);
        Assert.Empty(_said);
    }

    [Fact]
    public async Task A_media_file_in_progress_at_the_end_waits_for_its_next_receive()
    {
        var before = new LiveBoard(TimeProvider.System);
        before.Change(Sids.Of(1), message => message.With(0, media => media.Received(before.Now, 1, 0, before.Now)), isNew: true);
        await SaveAsync(before);

        var after = Load().State();

        Assert.Equal(LiveStage.Waiting, Assert.Single(Assert.Single(after.Messages).Media).Stage);
        Assert.Equal(0, after.Totals.Working);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"Messages\":null}")]
    [InlineData("{\"Totals\":")]
    public void A_damaged_file_counts_as_empty(string text)
    {
        File.WriteAllText(FilePath, text);

        Assert.Empty(Load().State().Messages);
    }

    // As Local does at the end: saves once more.
    private async Task SaveAsync(LiveBoard board)
    {
        using var ended = new CancellationTokenSource();
        await ended.CancelAsync();
        await new BoardFile(FilePath, board, TimeProvider.System, _said.Add).RunAsync(ended.Token);
    }

    private LiveBoard Load()
    {
        var board = new LiveBoard(TimeProvider.System);
        new BoardFile(FilePath, board, TimeProvider.System, _said.Add).Load();
        return board;
    }

    private static string State(LiveBoard board)
    {
        using var reader = board.Open();
        using var json = JsonDocument.Parse(Assert.Single(reader.Take()));
        return json.RootElement.GetRawText();
    }
}
