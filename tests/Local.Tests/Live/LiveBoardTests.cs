using System.Globalization;
using System.Text.Json;
using MmsQueue.Local.Live;

namespace MmsQueue.Local.Tests.Live;

public sealed class LiveBoardTests
{
    private readonly LiveBoard _board = new(TimeProvider.System);

    [Fact]
    public void A_page_gets_the_state_first_and_then_every_change_in_order()
    {
        _board.Change(Sids.Of(1), message => message.Called(null, ["image/jpeg"]), isNew: true);
        using var reader = _board.Open();

        _board.Change(Sids.Of(2), message => message.Called(null, ["image/jpeg", "video/mp4"]), isNew: true);
        _board.Add(Line("hello"));
        _board.Pause(true);

        var state = Assert.Single(Take(reader));
        Assert.Equal([Sids.Of(1), Sids.Of(2)], Texts(state, "messages", "sid"), StringComparer.Ordinal);
        _board.Change(Sids.Of(2), message => message.Answered(200, TimeSpan.FromMilliseconds(12.34), _board.Now));
        _board.Add(Line("bye"));
        var changes = Take(reader);
        Assert.Equal(["message", "line"], changes.Select(Kind), StringComparer.Ordinal);
        Assert.Equal(12.3, changes[0].GetProperty("tookMs").GetDouble());
        Assert.Equal("queued", changes[0].GetProperty("media")[1].GetProperty("stage").GetString());
    }

    [Fact]
    public void Only_the_newest_messages_letters_and_lines_are_kept()
    {
        for (var i = 0; i < 200; i++)
        {
            _board.Change(Sids.Of(i), message => message.Called(null, ["image/jpeg"]), isNew: true);
            _board.Add(new LiveLetter("id", Sids.Of(i), 0, "empty", "", _board.Now));
            _board.Add(Line(i.ToString(CultureInfo.InvariantCulture)));
        }

        using var reader = _board.Open();
        var state = Assert.Single(Take(reader));
        Assert.Equal(Last(LiveMessages.Max).Select(Sids.Of), Texts(state, "messages", "sid"), StringComparer.Ordinal);
        Assert.Equal(Last(LiveBoard.MaxLetters).Select(Sids.Of), Texts(state, "letters", "sid"), StringComparer.Ordinal);
        Assert.Equal(
            Last(LiveBoard.MaxLines).Select(i => i.ToString(CultureInfo.InvariantCulture)),
            Texts(state, "lines", "text"),
            StringComparer.Ordinal);

        static IEnumerable<int> Last(int count) => Enumerable.Range(200 - count, count);
    }

    [Fact]
    public void A_page_that_falls_behind_gets_the_state_and_then_later_changes()
    {
        using var slow = _board.Open();
        using var quick = _board.Open();
        _ = (Take(slow), Take(quick));

        for (var i = 0; i < LiveReader.MaxWaiting + 1; i++)
        {
            _board.Add(Line(i.ToString(CultureInfo.InvariantCulture)));
            Assert.Equal("line", Kind(Assert.Single(Take(quick))));
        }

        var state = Assert.Single(Take(slow));
        Assert.Equal("state", Kind(state));
        Assert.Equal(LiveReader.MaxWaiting.ToString(CultureInfo.InvariantCulture), Texts(state, "lines", "text")[^1]);
        _board.Add(Line("after"));
        Assert.Equal("after", Assert.Single(Take(slow)).GetProperty("text").GetString());
    }

    [Fact]
    public void A_closed_page_gets_no_more_events()
    {
        var reader = _board.Open();
        Assert.True(_board.HasReaders);

        reader.Dispose();

        Assert.False(_board.HasReaders);
    }

    [Fact]
    public void A_late_response_event_does_not_reset_a_media_file()
    {
        _board.Change(Sids.Of(1), message => message.Called(null, ["image/jpeg"]), isNew: true);
        _board.Change(Sids.Of(1), message => message.With(0, media => media.Received(_board.Now, 1, 0, _board.Now)));
        _board.Change(Sids.Of(1), message => message.Answered(200, TimeSpan.Zero, _board.Now));

        using var reader = _board.Open();
        var message = Assert.Single(Take(reader)).GetProperty("messages")[0];
        Assert.Equal("working", message.GetProperty("media")[0].GetProperty("stage").GetString());
    }

    [Fact]
    public void Totals_include_removed_messages_and_count_each_media_file_once()
    {
        for (var i = 0; i < 60; i++)
        {
            _board.Change(
                Sids.Of(i),
                message => message.Called(null, ["image/jpeg", "video/mp4"]).Answered(200, TimeSpan.Zero, _board.Now),
                isNew: true);
            _board.Change(Sids.Of(i), message => message.With(1, media => media with { Stage = LiveStage.Stored }));
        }

        _board.Change(Sids.Of(59), message => message.With(1, media => media.Received(_board.Now, 2, 0, _board.Now)));
        _board.Change(Sids.Of(59), message => message.With(1, media => media with { Stage = LiveStage.Stored }));

        using var reader = _board.Open();
        var totals = Assert.Single(Take(reader)).GetProperty("totals");
        Assert.Equal((60, 60), (totals.GetProperty("answered").GetInt32(), totals.GetProperty("stored").GetInt32()));
    }

    [Fact]
    public void Totals_include_refused_messages_that_are_no_longer_shown()
    {
        for (var i = 0; i < 60; i++)
        {
            Call(i, status: 403);
        }

        Assert.Equal(60, State().GetProperty("totals").GetProperty("refused").GetInt32());
    }

    [Fact]
    public void A_late_event_of_a_removed_message_is_counted_but_does_not_show_it_again()
    {
        for (var i = 0; i < 60; i++)
        {
            Call(i);
        }

        var before = Texts(State(), "messages", "sid");
        _board.Change(Sids.Of(0), message => message.With(0, media => media with { Stage = LiveStage.Stored }));

        Assert.Equal(before, Texts(State(), "messages", "sid"), StringComparer.Ordinal);
        Assert.Equal(1, State().GetProperty("totals").GetProperty("stored").GetInt32());
    }

    [Fact]
    public void Jobs_sent_directly_to_the_queue_do_not_displace_the_phones_messages()
    {
        Call(0);
        for (var i = 1; i < 200; i++)
        {
            _board.Change(Sids.Of(i), message => message.With(0, media => media.Received(_board.Now, 1, 0, _board.Now)), isNew: true);
        }

        Assert.Contains(Sids.Of(0), Texts(State(), "messages", "sid"), StringComparer.Ordinal);
    }

    [Fact]
    public void Phone_numbers_in_a_functions_output_are_not_shown()
    {
        _board.Add(Line("no +14155550100, and no From=%2B14155550101&To"));

        using var reader = _board.Open();
        Assert.Equal(["no +…, and no From=+…&To"], Texts(Assert.Single(Take(reader)), "lines", "text"));
    }

    private void Call(int number, int status = 200) =>
        _board.Change(
            Sids.Of(number),
            message => message.Called(null, ["image/jpeg"]).Answered(status, TimeSpan.Zero, _board.Now),
            isNew: true);

    private JsonElement State()
    {
        using var reader = _board.Open();
        return Assert.Single(Take(reader));
    }

    private LiveLine Line(string text) => new(_board.Now, "worker", "Information", text);

    private static List<JsonElement> Take(LiveReader reader) => [.. reader.Take().Select(Read)];

    private static JsonElement Read(byte[] sent)
    {
        using var json = JsonDocument.Parse(sent);
        return json.RootElement.Clone();
    }

    private static string Kind(JsonElement sent) => sent.GetProperty("kind").GetString()!;

    private static List<string> Texts(JsonElement state, string list, string name) =>
        [.. state.GetProperty(list).EnumerateArray().Select(item => item.GetProperty(name).GetString()!)];
}
