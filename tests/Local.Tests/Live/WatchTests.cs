using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MmsQueue.Emulator.Lambda;
using MmsQueue.Local.Live;

namespace MmsQueue.Local.Tests.Live;

/// <summary>What the board learns from the webhooks, the batches and the functions' logs.</summary>
public sealed class WatchTests
{
    private static readonly string Sid = Sids.Of(7);
    private readonly LiveBoard _board = new(TimeProvider.System);

    [Fact]
    public async Task A_webhook_is_there_while_it_is_called_and_its_media_are_queued_when_it_is_answered_well()
    {
        var during = "";
        var watch = Webhooks(() =>
        {
            during = Stages();
            return """{"statusCode":200,"body":"<Response/>"}""";
        });

        await watch.InvokeAsync(Webhook($"MessageSid={Sid}&From=%2B14155550100&NumMedia=2"), "", TestContext.Current.CancellationToken);

        Assert.Equal("webhook webhook", during);
        Assert.Equal("queued queued", Stages());
        Assert.Equal(200, Message().GetProperty("status").GetInt32());
        Assert.DoesNotContain("4155550100", State().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_phones_side_of_a_webhook_is_known_from_it_and_its_answer()
    {
        var watch = Webhooks(() => """{"statusCode":200,"body":"<Response><Message>Look: http://x.example/a.jpg</Message></Response>"}""");

        await watch.InvokeAsync(
            Webhook($"MessageSid={Sid}&Body=hello+there&NumMedia=1&MediaContentType0=video%2Fmp4"), "", TestContext.Current.CancellationToken);

        Assert.Equal(("hello there", "Look: http://x.example/a.jpg"), (Message().GetProperty("text").GetString(), Message().GetProperty("reply").GetString()));
        Assert.Equal("video/mp4", Message().GetProperty("media")[0].GetProperty("contentType").GetString());
    }

    [Fact]
    public async Task A_long_text_is_cut_between_characters()
    {
        await Webhooks(() => """{"statusCode":403}""")
            .InvokeAsync(Webhook($"MessageSid={Sid}&NumMedia=0&Body=" + new string('x', 1599) + "%F0%9F%98%80"), "", TestContext.Current.CancellationToken);

        Assert.Equal(new string('x', 1599), Message().GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_replayed_job_of_an_old_message_makes_no_new_one()
    {
        await new BatchWatch(_board, (_, _, _) => Task.FromResult(new InvocationResult(default)))
            .InvokeAsync(Batch(("zero", Sids.Job(Sid), "2")), "", TestContext.Current.CancellationToken);

        Assert.Empty(State().GetProperty("messages").EnumerateArray());
    }

    [Fact]
    public async Task A_webhook_that_is_refused_queues_nothing()
    {
        await Webhooks(() => """{"statusCode":403}""").InvokeAsync(Webhook($"MessageSid={Sid}&NumMedia=1"), "", TestContext.Current.CancellationToken);

        Assert.Equal("webhook", Stages());
        Assert.Equal(403, Message().GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData("MessageSid=%3Cscript%3E&NumMedia=1")]
    [InlineData("NumMedia=1")]
    [InlineData("")]
    public async Task What_is_no_message_passes_and_is_not_shown(string form)
    {
        var result = await Webhooks(() => """{"statusCode":400}""").InvokeAsync(Webhook(form), "", TestContext.Current.CancellationToken);

        Assert.Equal("""{"statusCode":400}""", Encoding.UTF8.GetString(result.Payload.Span));
        Assert.Empty(State().GetProperty("messages").EnumerateArray());
    }

    [Fact]
    public async Task A_job_is_in_work_while_the_worker_has_it_and_what_it_gives_back_waits()
    {
        var during = "";
        var watch = new BatchWatch(_board, (_, _, _) =>
        {
            during = Stages();
            return Task.FromResult(new InvocationResult("""{"batchItemFailures":[{"itemIdentifier":"one"}]}"""u8.ToArray()));
        });

        await watch.InvokeAsync(Batch(("zero", Sids.Job(Sid), "1"), ("one", Sids.Job(Sid, 1), "3"), ("poison", "no job", "1")), "", TestContext.Current.CancellationToken);

        Assert.Equal("working working", during);
        Assert.Equal("working waiting", Stages());
        Assert.Equal(3, Message().GetProperty("media")[1].GetProperty("receives").GetInt32());
    }

    [Fact]
    public async Task All_of_a_batch_waits_when_the_worker_fails()
    {
        var watch = new BatchWatch(_board, (_, _, _) => Task.FromResult(new InvocationResult(default, new FunctionError("Runtime.ExitError", "it ended"))));

        await watch.InvokeAsync(Batch(("zero", Sids.Job(Sid), "1")), "", TestContext.Current.CancellationToken);

        Assert.Equal("waiting", Stages());
    }

    [Fact]
    public void The_workers_log_tells_what_was_stored_and_what_comes_again()
    {
        Begin();
        var log = new LogWatch(_board);
        log.Read("worker", Entry("Stored", """ "messageSid":"SID","mediaIndex":0,"bytes":1234,"contentType":"image/png","tries":3,"receiveCount":2"""));
        log.Read("worker", Entry("Failed", """ "messageSid":"SID","mediaIndex":1,"outcome":"retried-later","detail":"it answered 500","tries":4,"receiveCount":1"""));
        log.Read("worker", """{"_aws":{},"MediaStored":1}""");

        Assert.Equal("stored waiting", Stages());
        var media = Message().GetProperty("media");
        Assert.Equal((1234, 3, 2), (media[0].GetProperty("bytes").GetInt32(), media[0].GetProperty("tries").GetInt32(), media[0].GetProperty("receives").GetInt32()));
        Assert.Equal("it answered 500", media[1].GetProperty("detail").GetString());
        Assert.Equal(2, State().GetProperty("lines").GetArrayLength());
    }

    [Fact]
    public async Task A_dead_letter_is_there_with_its_reason_until_its_job_is_received_again()
    {
        Begin();
        new LogWatch(_board).Read("worker", Entry("Failed", """ "messageSid":"SID","mediaIndex":0,"outcome":"dead-lettered","reason":"unauthorized","detail":"it answered 401","tries":1,"receiveCount":1"""));

        var letter = Assert.Single(State().GetProperty("letters").EnumerateArray());
        Assert.Equal(("unauthorized", "it answered 401"), (letter.GetProperty("reason").GetString(), letter.GetProperty("detail").GetString()));
        Assert.Equal("dead", Stages());

        await new BatchWatch(_board, (_, _, _) => Task.FromResult(new InvocationResult(default)))
            .InvokeAsync(Batch(("zero", Sids.Job(Sid), "1")), "", TestContext.Current.CancellationToken);
        Assert.Empty(State().GetProperty("letters").EnumerateArray());
    }

    [Fact]
    public void A_line_that_is_no_JSON_is_shown_as_an_error()
    {
        new LogWatch(_board).Read("ingress", "Unhandled exception.");

        var line = Assert.Single(State().GetProperty("lines").EnumerateArray());
        Assert.Equal(("ingress", "Error", "Unhandled exception."), (line.GetProperty("function").GetString(), line.GetProperty("level").GetString(), line.GetProperty("text").GetString()));
    }

    private void Begin() => _board.Change(Sid, static message => message, isNew: true);

    private WebhookWatch Webhooks(Func<string> answer) =>
        new(_board, (_, _, _) => Task.FromResult(new InvocationResult(Encoding.UTF8.GetBytes(answer()))), TimeProvider.System);

    private static byte[] Webhook(string form) => Encoding.UTF8.GetBytes(
        $$"""{"rawQueryString":"","body":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(form))}}","isBase64Encoded":true}""");

    private static byte[] Batch(params (string Id, string Body, string Receives)[] records) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["Records"] = new JsonArray([.. records.Select(record => new JsonObject
        {
            ["messageId"] = record.Id,
            ["body"] = record.Body,
            ["attributes"] = new JsonObject { ["ApproximateReceiveCount"] = record.Receives, ["SentTimestamp"] = "1795357318429" },
            ["messageAttributes"] = new JsonObject(),
        })]),
    }.ToJsonString());

    private static string Entry(string name, string values) =>
        $$"""{"time":"2026-11-22T10:00:00.0000000+00:00","level":"Information","function":"worker","event":"{{name}}","message":"a line",{{values.Replace("SID", Sid, StringComparison.Ordinal)}}}""";

    private string Stages() => string.Join(' ', Message().GetProperty("media").EnumerateArray().Select(media => media.GetProperty("stage").GetString()));

    private JsonElement Message() => Assert.Single(State().GetProperty("messages").EnumerateArray());

    private JsonElement State()
    {
        using var reader = _board.Open();
        using var json = JsonDocument.Parse(Assert.Single(reader.Take()));
        return json.RootElement.Clone();
    }
}
