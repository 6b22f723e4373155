using System.Net;
using System.Text.Json;
using Amazon.SQS.Model;
using MmsQueue.Emulator;
using MmsQueue.Emulator.Tests;
using MmsQueue.Local.Live;

namespace MmsQueue.Local.Tests.Live;

/// <summary>The replay button's request with the emulated queues.</summary>
public sealed class ReplayingTests(AwsFixture aws) : IAsyncLifetime
{
    private static readonly string Sid = Sids.Of(1);
    private readonly List<string> _cleared = [];
    private readonly LoopbackServer _server = LoopbackServer.Reserve(0);
    private readonly LiveBoard _board = new(TimeProvider.System);
    private readonly HttpClient _http = new();
    private DeadLetterBox _box = null!;
    private string _media = "";
    private string _dead = "";

    public async ValueTask InitializeAsync()
    {
        (_media, _dead) = (await aws.QueueAsync(), await aws.QueueAsync());
        _box = new DeadLetterBox(aws.Clients.Sqs, _dead, _media);
        await _server.StartAsync(new Replaying(_box, _cleared.Add, _board).Map, static _ => { });
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
        _box.Dispose();
    }

    [Fact]
    public async Task Only_the_chosen_letter_moves_to_the_media_queue_and_the_others_stay_visible()
    {
        foreach (var job in new[] { Sids.Job(Sids.Of(2)), Sids.Job(Sid), Sids.Job(Sid, 1), "no job" })
        {
            await DieAsync(job);
        }

        Assert.Equal(HttpStatusCode.OK, await ReplayAsync(Sid, "1"));

        Assert.Equal([Sids.Job(Sid, 1)], (await ReadAsync(_media)).ConvertAll(message => message.Body));
        Assert.Equal(
            ["no job", Sids.Job(Sid), Sids.Job(Sids.Of(2))],
            (await ReadAsync(_dead)).Select(message => message.Body).Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_replay_keeps_attributes_except_those_of_the_failure_and_is_counted()
    {
        await DieAsync(Sids.Job(Sid), ("FailureReason", "unauthorized"), ("FirstReceivedAt", "2026-11-22T10:00:00Z"), ("ReplayCount", "1"));

        Assert.Equal(HttpStatusCode.OK, await ReplayAsync(Sid, "0"));

        var attributes = Assert.Single(await ReadAsync(_media)).MessageAttributes;
        Assert.Equal(["FirstReceivedAt", "ReplayCount"], attributes.Keys.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Equal("2", attributes["ReplayCount"].StringValue);
    }

    [Fact]
    public async Task The_fault_is_cleared_on_request()
    {
        await DieAsync(Sids.Job(Sid));

        Assert.Equal(HttpStatusCode.OK, await ReplayAsync(Sid, "0", ("clearFault", "true")));

        Assert.EndsWith("/Media/ME" + new string('0', 32), Assert.Single(_cleared), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_letter_is_404_and_is_removed_from_the_page()
    {
        _board.Add(new LiveLetter("id", Sid, 0, "empty", "", _board.Now));

        Assert.Equal(HttpStatusCode.NotFound, await ReplayAsync(Sid, "0"));

        Assert.Equal(0, _board.Letters);
    }

    [Fact]
    public async Task Replaying_an_old_letter_shows_no_new_message()
    {
        await DieAsync(Sids.Job(Sid));

        Assert.Equal(HttpStatusCode.OK, await ReplayAsync(Sid, "0"));

        using var reader = _board.Open();
        using var state = JsonDocument.Parse(Assert.Single(reader.Take()));
        Assert.Empty(state.RootElement.GetProperty("messages").EnumerateArray());
    }

    [Theory]
    [InlineData("MM1", "0", "")]
    [InlineData("MM00000000000000000000000000000001", "-1", "")]
    [InlineData("MM00000000000000000000000000000001", "0", "perhaps")]
    public async Task An_invalid_form_is_400(string sid, string index, string clearFault) =>
        Assert.Equal(HttpStatusCode.BadRequest, await ReplayAsync(sid, index, ("clearFault", clearFault)));

    private async Task<HttpStatusCode> ReplayAsync(string sid, string index, params (string Name, string Value)[] more)
    {
        using var form = new FormUrlEncodedContent(
            [new("messageSid", sid), new("index", index), .. more.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        using var response = await _http.PostAsync(new Uri(_server.Url, Replaying.Route), form, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private Task<SendMessageResponse> DieAsync(string body, params (string Name, string Value)[] attributes) =>
        aws.Clients.Sqs.SendMessageAsync(
            new SendMessageRequest
            {
                QueueUrl = _dead,
                MessageBody = body,
                MessageAttributes = attributes.ToDictionary(
                    attribute => attribute.Name,
                    attribute => new MessageAttributeValue { DataType = "String", StringValue = attribute.Value },
                    StringComparer.Ordinal),
            },
            TestContext.Current.CancellationToken);

    private async Task<List<Message>> ReadAsync(string queue)
    {
        var request = new ReceiveMessageRequest(queue) { MaxNumberOfMessages = 10, MessageAttributeNames = ["All"] };
        return (await aws.Clients.Sqs.ReceiveMessageAsync(request, TestContext.Current.CancellationToken)).Messages ?? [];
    }
}
