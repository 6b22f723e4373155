using System.Text;
using System.Text.Json;
using MmsQueue.Emulator.Lambda;
using MmsQueue.Local.Live;

namespace MmsQueue.Local.Tests.Live;

/// <summary>How the board shows a message that reached only Twilio, and its recovery.</summary>
public sealed class RecoveryTests
{
    private const string Reply = "Look: http://x.example/a.jpg";
    private static readonly string Sid = Sids.Of(9);

    private readonly LiveBoard _board = new(TimeProvider.System);

    [Fact]
    public void A_missed_message_is_shown_and_is_neither_answered_nor_refused()
    {
        Miss();

        Assert.Equal("hello", Message().GetProperty("text").GetString());
        Assert.True(Message().GetProperty("missed").GetBoolean());
        Assert.False(Message().TryGetProperty("status", out _));
        Assert.Equal((0, 0), (Total("answered"), Total("refused")));
    }

    [Fact]
    public async Task The_recovered_message_takes_the_missed_ones_place()
    {
        Miss();
        _board.Change(Sids.Of(10), message => message.Called(null, []), isNew: true);

        await RecoverAsync();

        var messages = State().GetProperty("messages");
        var message = messages[0];
        Assert.Equal((2, Sid), (messages.GetArrayLength(), message.GetProperty("sid").GetString()));
        Assert.Equal((false, true, 200), (Flag("missed"), Flag("recovered"), message.GetProperty("status").GetInt32()));
        Assert.Equal(["queued", "queued"], Media("stage"));
        Assert.Equal(1, Total("answered"));

        bool Flag(string name) => message.GetProperty(name).GetBoolean();
    }

    [Fact]
    public async Task The_recovered_message_has_its_files_in_the_webhooks_order()
    {
        Miss();

        await RecoverAsync();

        Assert.Equal(["video/mp4", "image/jpeg"], Media("contentType"));
    }

    [Fact]
    public async Task Its_reply_is_shown_once_Twilio_has_sent_it()
    {
        Miss();

        await RecoverAsync();
        Assert.False(Message().TryGetProperty("reply", out _));

        _board.Sent("something else");
        Assert.False(Message().TryGetProperty("reply", out _));

        _board.Sent(Reply);
        Assert.Equal(Reply, Message().GetProperty("reply").GetString());
    }

    [Fact]
    public async Task A_second_webhook_keeps_the_reply_that_was_sent()
    {
        Miss();
        await RecoverAsync();
        _board.Sent(Reply);

        await RecoverAsync();

        Assert.Equal(Reply, Message().GetProperty("reply").GetString());
        Assert.Equal(2, Message().GetProperty("media").GetArrayLength());
    }

    [Fact]
    public async Task A_message_that_the_webhook_knows_is_not_missed()
    {
        await RecoverAsync();

        Miss();

        Assert.False(Message().GetProperty("missed").GetBoolean());
        Assert.Equal(Reply, Message().GetProperty("reply").GetString());
    }

    [Fact]
    public void A_missed_message_is_still_missed_after_a_restart()
    {
        Miss();
        var saved = JsonSerializer.SerializeToUtf8Bytes(_board.State(), LiveJson.Default.LiveState);
        var board = new LiveBoard(TimeProvider.System);

        board.Load(JsonSerializer.Deserialize(saved, LiveJson.Default.LiveState)!);

        var message = Assert.Single(board.State().Messages);
        Assert.Equal((true, null), (message.IsMissed, message.Status));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_page_sees_whether_the_endpoint_is_down(bool isDown)
    {
        using var reader = _board.Open();
        reader.Take();

        _board.Endpoint(isDown);

        using var json = JsonDocument.Parse(Assert.Single(reader.Take()));
        Assert.Equal("endpoint", json.RootElement.GetProperty("kind").GetString());
        Assert.Equal(isDown, json.RootElement.GetProperty("down").GetBoolean());
        Assert.Equal(isDown, State().GetProperty("down").GetBoolean());
    }

    private void Miss() =>
        _board.Change(Sid, message => message.Missed("hello", ["image/jpeg", "video/mp4"]), isNew: true);

    // The reconciler's webhook, whose files can be in another order.
    private async Task RecoverAsync()
    {
        var form = $"MessageSid={Sid}&Body=hello&NumMedia=2&MediaContentType0=video%2Fmp4&MediaContentType1=image%2Fjpeg";
        var answer = $$"""{"statusCode":200,"body":"<Response><Message>{{Reply}}</Message></Response>"}""";
        var watch = new WebhookWatch(
            _board, (_, _, _) => Task.FromResult(new InvocationResult(Encoding.UTF8.GetBytes(answer))), TimeProvider.System);
        var webhook = $$"""
            {"rawQueryString":"","body":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(form))}}","isBase64Encoded":true}
            """;
        await watch.InvokeAsync(Encoding.UTF8.GetBytes(webhook), "", TestContext.Current.CancellationToken);
    }

    // Of the oldest message.
    private List<string?> Media(string name) =>
        [.. State().GetProperty("messages")[0].GetProperty("media").EnumerateArray().Select(one => one.GetProperty(name).GetString())];

    private int Total(string name) => State().GetProperty("totals").GetProperty(name).GetInt32();

    private JsonElement Message() => Assert.Single(State().GetProperty("messages").EnumerateArray());

    private JsonElement State()
    {
        using var reader = _board.Open();
        using var json = JsonDocument.Parse(Assert.Single(reader.Take()));
        return json.RootElement.Clone();
    }
}
