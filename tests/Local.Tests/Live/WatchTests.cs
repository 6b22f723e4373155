using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MmsQueue.Emulator.Lambda;
using MmsQueue.Local.Live;

namespace MmsQueue.Local.Tests.Live;

/// <summary>How webhooks and batches change the board.</summary>
public sealed class WatchTests
{
    private static readonly string Sid = Sids.Of(7);
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private readonly LiveBoard _board = new(TimeProvider.System);

    [Fact]
    public async Task A_webhook_is_shown_during_the_call_and_its_attachments_are_queued_after_2xx()
    {
        var during = "";
        var watch = Webhooks(() =>
        {
            during = Stages();
            return """{"statusCode":200,"body":"<Response/>"}""";
        });

        await watch.InvokeAsync(Webhook($"MessageSid={Sid}&From=%2B14155550100&NumMedia=2"), "", Token);

        Assert.Equal("webhook webhook", during);
        Assert.Equal("queued queued", Stages());
        Assert.Equal(200, Message().GetProperty("status").GetInt32());
        Assert.DoesNotContain("4155550100", State().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_and_its_response_show_the_phones_side()
    {
        var watch = Webhooks(() => """{"statusCode":200,"body":"<Response><Message>Look: http://x.example/a.jpg</Message></Response>"}""");

        await watch.InvokeAsync(
            Webhook($"MessageSid={Sid}&Body=hello+there&NumMedia=1&MediaContentType0=video%2Fmp4"), "", Token);

        Assert.Equal("hello there", Message().GetProperty("text").GetString());
        Assert.Equal("Look: http://x.example/a.jpg", Message().GetProperty("reply").GetString());
        Assert.Equal("video/mp4", Message().GetProperty("media")[0].GetProperty("contentType").GetString());
    }

    [Fact]
    public async Task A_long_text_is_cut_between_characters()
    {
        await Webhooks(() => """{"statusCode":403}""")
            .InvokeAsync(Webhook($"MessageSid={Sid}&NumMedia=0&Body=" + new string('x', 1599) + "%F0%9F%98%80"), "", Token);

        Assert.Equal(new string('x', 1599), Message().GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_replayed_job_of_an_old_message_shows_no_new_message()
    {
        await new BatchWatch(_board, (_, _, _) => Task.FromResult(new InvocationResult(default)))
            .InvokeAsync(Batch(("zero", Sids.Job(Sid), "2")), "", Token);

        Assert.Empty(State().GetProperty("messages").EnumerateArray());
    }

    [Fact]
    public async Task A_refused_webhook_queues_nothing()
    {
        await Webhooks(() => """{"statusCode":403}""").InvokeAsync(Webhook($"MessageSid={Sid}&NumMedia=1"), "", Token);

        Assert.Equal("webhook", Stages());
        Assert.Equal(403, Message().GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData("MessageSid=%3Cscript%3E&NumMedia=1")]
    [InlineData("NumMedia=1")]
    [InlineData("")]
    public async Task A_request_that_is_not_a_message_passes_through_and_is_not_shown(string form)
    {
        var result = await Webhooks(() => """{"statusCode":400}""").InvokeAsync(Webhook(form), "", Token);

        Assert.Equal("""{"statusCode":400}""", Encoding.UTF8.GetString(result.Payload.Span));
        Assert.Empty(State().GetProperty("messages").EnumerateArray());
    }

    [Fact]
    public async Task A_job_is_in_progress_during_the_invocation_and_waits_if_it_is_returned()
    {
        var during = "";
        var watch = new BatchWatch(_board, (_, _, _) =>
        {
            during = Stages();
            return Task.FromResult(new InvocationResult("""{"batchItemFailures":[{"itemIdentifier":"one"}]}"""u8.ToArray()));
        });

        await watch.InvokeAsync(
            Batch(("zero", Sids.Job(Sid), "1"), ("one", Sids.Job(Sid, 1), "3"), ("poison", "no job", "1")), "", Token);

        Assert.Equal("working working", during);
        Assert.Equal("working waiting", Stages());
        Assert.Equal(3, Message().GetProperty("media")[1].GetProperty("receives").GetInt32());
    }

    [Fact]
    public async Task The_entire_batch_waits_if_the_worker_fails()
    {
        var failed = new InvocationResult(default, new FunctionError("Runtime.ExitError", "it ended"));
        var watch = new BatchWatch(_board, (_, _, _) => Task.FromResult(failed));

        await watch.InvokeAsync(Batch(("zero", Sids.Job(Sid), "1")), "", Token);

        Assert.Equal("waiting", Stages());
    }

    [Fact]
    public async Task A_dead_letter_is_shown_with_its_reason_until_its_job_is_received_again()
    {
        Begin();
        new LogWatch(_board).Read("worker", Entry("Failed", """
            "messageSid":"SID","mediaIndex":0,"outcome":"dead-lettered","reason":"unauthorized","detail":"it answered 401","receiveCount":1
            """));

        var letter = Assert.Single(State().GetProperty("letters").EnumerateArray());
        Assert.Equal("unauthorized", letter.GetProperty("reason").GetString());
        Assert.Equal("it answered 401", letter.GetProperty("detail").GetString());
        Assert.Equal("dead", Stages());

        await new BatchWatch(_board, (_, _, _) => Task.FromResult(new InvocationResult(default)))
            .InvokeAsync(Batch(("zero", Sids.Job(Sid), "1")), "", Token);
        Assert.Empty(State().GetProperty("letters").EnumerateArray());
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
