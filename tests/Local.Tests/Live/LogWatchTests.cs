using System.Text.Json;
using MmsQueue.Local.Live;

namespace MmsQueue.Local.Tests.Live;

/// <summary>How the functions' log lines change the board.</summary>
public sealed class LogWatchTests
{
    private static readonly string Sid = Sids.Of(7);

    private readonly LiveBoard _board = new(TimeProvider.System);

    [Fact]
    public void The_workers_log_reports_what_is_stored_and_what_is_retried()
    {
        Begin();
        var log = new LogWatch(_board);
        log.Read("worker", Entry("Stored", """
            "messageSid":"SID","mediaIndex":0,"bytes":1234,"contentType":"image/png","tries":3,"receiveCount":2
            """));
        log.Read("worker", Entry("Failed", """
            "messageSid":"SID","mediaIndex":1,"outcome":"retried-later","detail":"it answered 500","tries":4,"receiveCount":1
            """));
        log.Read("worker", """{"_aws":{},"MediaStored":1}""");

        Assert.Equal("stored waiting", Stages());
        var media = Message().GetProperty("media");
        Assert.Equal((1234, 3, 2), (Number("bytes"), Number("tries"), Number("receives")));
        Assert.Equal("it answered 500", media[1].GetProperty("detail").GetString());
        Assert.Equal(2, State().GetProperty("lines").GetArrayLength());

        int Number(string name) => media[0].GetProperty(name).GetInt32();
    }

    [Fact]
    public void A_job_whose_file_is_already_stored_does_not_change_its_size()
    {
        Begin();
        var log = new LogWatch(_board);
        log.Read("worker", Entry("Stored", """
            "messageSid":"SID","mediaIndex":0,"bytes":1234,"contentType":"image/png","outcome":"stored"
            """));
        log.Read("worker", Entry("Stored", """
            "messageSid":"SID","mediaIndex":0,"bytes":0,"outcome":"already-stored"
            """));

        var media = Message().GetProperty("media")[0];
        Assert.Equal((1234, "image/png"), (media.GetProperty("bytes").GetInt32(), media.GetProperty("contentType").GetString()));
    }

    [Fact]
    public void A_run_of_the_reconciler_is_shown_only_if_it_saw_a_message()
    {
        var log = new LogWatch(_board);
        log.Read("reconciler", Entry("Finished", "\"seen\":0"));
        Assert.Empty(State().GetProperty("lines").EnumerateArray());

        log.Read("reconciler", Entry("Finished", "\"seen\":1"));
        Assert.Single(State().GetProperty("lines").EnumerateArray());
    }

    [Fact]
    public void A_line_that_is_not_JSON_is_shown_as_an_error()
    {
        new LogWatch(_board).Read("ingress", "Unhandled exception.");

        var line = Assert.Single(State().GetProperty("lines").EnumerateArray());
        Assert.Equal(("ingress", "Error", "Unhandled exception."), (Text("function"), Text("level"), Text("text")));

        string? Text(string name) => line.GetProperty(name).GetString();
    }

    private void Begin() => _board.Change(Sid, static message => message, isNew: true);

    private static string Entry(string name, string values) =>
        $$"""
        {"time":"2026-11-22T10:00:00.0000000+00:00","level":"Information","function":"worker","event":"{{name}}","message":"a line",
        {{values.Replace("SID", Sid, StringComparison.Ordinal)}}}
        """;

    private string Stages() => string.Join(
        ' ', Message().GetProperty("media").EnumerateArray().Select(media => media.GetProperty("stage").GetString()));

    private JsonElement Message() => Assert.Single(State().GetProperty("messages").EnumerateArray());

    private JsonElement State()
    {
        using var reader = _board.Open();
        using var json = JsonDocument.Parse(Assert.Single(reader.Take()));
        return json.RootElement.Clone();
    }
}
