using System.Globalization;
using System.Net;

namespace MmsQueue.Emulator.Tests.Twilio;

/// <summary>The simulated REST API's messages and media files, with the real one's rules.</summary>
public sealed class RestApiTests : IAsyncLifetime
{
    private const string Messages = RestRig.Account + "/Messages.json";
    private readonly SimulatedTwilio _twilio = new();

    public async ValueTask InitializeAsync() => await _twilio.StartAsync();

    public ValueTask DisposeAsync() => _twilio.DisposeAsync();

    [Theory]
    [InlineData(SimulatedTwilio.AccountSid, SimulatedTwilio.AuthToken, HttpStatusCode.OK)]
    [InlineData("SKkey", "secret", HttpStatusCode.OK)]
    [InlineData(SimulatedTwilio.AccountSid, "secret", HttpStatusCode.Unauthorized)]
    [InlineData("SKkey", SimulatedTwilio.AuthToken, HttpStatusCode.Unauthorized)]
    public async Task Only_the_auth_token_and_the_API_key_are_accepted(string user, string password, HttpStatusCode expected)
    {
        var (status, json) = await _twilio.CallAsync(HttpMethod.Get, Messages, user, password);

        Assert.Equal(expected, status);
        Assert.Equal(expected is HttpStatusCode.Unauthorized, json.TryGetProperty("code", out var code) && code.GetInt32() == 20003);
    }

    [Theory]
    [InlineData("/2010-04-01/Accounts/AC00000000000000000000000000000002/Messages.json")]
    [InlineData(RestRig.Account + "/Messages/MM00000000000000000000000000000002.json")]
    [InlineData("/v1/Alerts/NO00000000000000000000000000000002")]
    public async Task Another_account_and_an_unknown_resource_are_not_found(string url)
    {
        var (status, json) = await _twilio.CallAsync(HttpMethod.Get, url);

        Assert.Equal((HttpStatusCode.NotFound, 20404), (status, json.GetProperty("code").GetInt32()));
    }

    [Fact]
    public async Task Pages_have_every_message_once_and_not_in_the_order_of_arrival()
    {
        var sent = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            _twilio.Time.Advance(TimeSpan.FromSeconds(1));
            sent.Add(await _twilio.TextAsync());
        }

        var listed = new List<string>();
        var sizes = new List<int>();
        for (var next = Messages + "?PageSize=5&To=%2B14155550199"; next is not null;)
        {
            var page = await _twilio.ReadAsync(next);
            listed.AddRange(page.Texts("messages", "sid"));
            sizes.Add(page.GetProperty("messages").GetArrayLength());
            next = page.GetProperty("next_page_uri").GetString();
        }

        Assert.Equal([5, 5, 2], sizes);
        Assert.Equal(sent.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.NotEqual(sent, listed, StringComparer.Ordinal);
        Assert.NotEqual(Enumerable.Reverse(sent), listed, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Messages_can_be_filtered_by_time_sender_and_recipient()
    {
        var first = await _twilio.TextAsync(from: "+14155550101");
        _twilio.Time.Advance(TimeSpan.FromMinutes(10));
        var middle = _twilio.Time.GetUtcNow();
        var second = await _twilio.TextAsync(from: "+14155550102");
        _twilio.Time.Advance(TimeSpan.FromMinutes(10));
        var third = await _twilio.TextAsync(from: "+14155550102");
        string At(int minutes) => middle.AddMinutes(minutes).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

        Assert.Equal([second], await SidsAsync($"From=%2B14155550102&DateSent%3E={At(-1)}&DateSent%3C={At(1)}"), StringComparer.Ordinal);
        Assert.Equal([first], await SidsAsync($"To=%2B14155550199&DateSent%3C={At(-1)}"), StringComparer.Ordinal);
        Assert.Equal([third], await SidsAsync($"To=%2B14155550199&DateSent%3E={At(1)}"), StringComparer.Ordinal);
        Assert.Single(await SidsAsync("To=%2B14155550101")); // the reply to the first
    }

    [Fact]
    public async Task A_message_lists_its_media_files_only_some_seconds_after_its_arrival()
    {
        _twilio.Simulator.Rest.MediaDelay = TimeSpan.FromSeconds(5);
        var sid = await _twilio.TextAsync(photos: 3);
        var url = $"{RestRig.Account}/Messages/{sid}/Media.json";
        Assert.Empty((await _twilio.ReadAsync(url)).Texts("media_list", "sid"));
        Assert.Equal("3", (await _twilio.ReadAsync($"{RestRig.Account}/Messages/{sid}.json")).GetProperty("num_media").GetString());

        _twilio.Time.Advance(TimeSpan.FromSeconds(5));

        var media = (await _twilio.ReadAsync(url)).Texts("media_list", "sid");
        var called = SimulatedTwilio.Parameters(Assert.Single(_twilio.Events));
        Assert.Equal(3, media.Count);
        Assert.All(media, one => Assert.Contains(called.Values, value => value.EndsWith(one, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_deleted_media_file_is_no_longer_listed_but_still_counted()
    {
        var sid = await _twilio.TextAsync(photos: 2);
        _twilio.Time.Advance(TimeSpan.FromMinutes(1));
        using var deleted = await _twilio.DeleteAsync(SimulatedTwilio.Parameters(Assert.Single(_twilio.Events))["MediaUrl0"]);

        Assert.Single((await _twilio.ReadAsync($"{RestRig.Account}/Messages/{sid}/Media.json")).Texts("media_list", "sid"));
        Assert.Equal("2", (await _twilio.ReadAsync($"{RestRig.Account}/Messages/{sid}.json")).GetProperty("num_media").GetString());
    }

    [Fact]
    public async Task Too_many_requests_are_refused_with_Twilios_code()
    {
        _twilio.Simulator.Rest.LimitEvery = 2;

        var (first, second) = (await _twilio.CallAsync(HttpMethod.Get, Messages), await _twilio.CallAsync(HttpMethod.Get, Messages));

        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Equal((HttpStatusCode.TooManyRequests, 20429), (second.Status, second.Json.GetProperty("code").GetInt32()));
    }

    [Fact]
    public async Task A_text_is_sent_listed_and_reported()
    {
        var sent = new List<(string To, string Text)>();
        _twilio.Simulator.Rest.Sent = (to, text) => sent.Add((to, text));

        var (status, json) = await _twilio.CreateAsync("+14155550101", "Look: http://x.example/a.jpg");

        Assert.Equal((HttpStatusCode.Created, "outbound-api"), (status, json.GetProperty("direction").GetString()));
        Assert.Equal([("+14155550101", "Look: http://x.example/a.jpg")], sent);
        Assert.Equal([json.GetProperty("sid").GetString()!], await SidsAsync("To=%2B14155550101"), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("STOP", "stop ")]
    [InlineData("START", "STOP", "start")]
    [InlineData("", "don't stop")]
    public async Task A_text_to_somebody_who_opted_out_is_refused(string last, params string[] words)
    {
        foreach (var word in words)
        {
            _twilio.Time.Advance(TimeSpan.FromSeconds(1));
            await _twilio.TextAsync(photos: 0, body: word);
        }

        var (status, json) = await _twilio.CreateAsync("+14155550101", "hello");

        Assert.Equal(last == "STOP" ? HttpStatusCode.BadRequest : HttpStatusCode.Created, status);
        Assert.Equal(last == "STOP", json.TryGetProperty("code", out var code) && code.GetInt32() == 21610);
        Assert.Equal(HttpStatusCode.Created, (await _twilio.CreateAsync("+14155550102", "hello")).Status);
    }

    [Fact]
    public async Task Messages_alerts_and_media_files_survive_a_restart()
    {
        _twilio.Simulator.Webhook = MmsQueue.Emulator.Twilio.WebhookState.Down;
        var sid = await _twilio.TextAsync(photos: 2);

        await using var again = await _twilio.RestartAsync();
        again.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal([sid], (await again.ReadAsync(Messages)).Texts("messages", "sid"), StringComparer.Ordinal);
        Assert.Equal([sid], (await again.ReadAsync("/v1/Alerts")).Texts("alerts", "resource_sid"), StringComparer.Ordinal);
        Assert.Equal(2, (await again.ReadAsync($"{RestRig.Account}/Messages/{sid}/Media.json")).GetProperty("media_list").GetArrayLength());
    }

    private async Task<List<string>> SidsAsync(string query) => (await _twilio.ReadAsync($"{Messages}?{query}")).Texts("messages", "sid");
}
