using System.Net;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using MmsQueue.Emulator.Lambda;
using MmsQueue.Emulator.Twilio;

namespace MmsQueue.Emulator.Tests.Twilio;

/// <summary>Messages whose webhook cannot be called: what Twilio then knows, and what the switch does.</summary>
public sealed class WebhookSwitchTests : IAsyncLifetime
{
    private readonly SimulatedTwilio _twilio = new();

    public async ValueTask InitializeAsync() => await _twilio.StartAsync();

    public ValueTask DisposeAsync() => _twilio.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_while_the_webhook_is_down_is_logged_with_an_alert_that_may_keep_the_form(bool keepsForms)
    {
        _twilio.Simulator.Rest.KeepsForms = keepsForms;
        _twilio.Simulator.Webhook = WebhookState.Down;

        var sid = await _twilio.TextAsync(photos: 2, body: "é & b");

        var alert = Assert.Single((await _twilio.ReadAsync("/v1/Alerts")).GetProperty("alerts").EnumerateArray());
        Assert.Equal(("11200", sid), (alert.GetProperty("error_code").GetString(), alert.GetProperty("resource_sid").GetString()));
        Assert.Null(alert.GetProperty("request_variables").GetString());
        var whole = await _twilio.ReadAsync($"/v1/Alerts/{alert.GetProperty("sid").GetString()}");
        var form = whole.GetProperty("request_variables").GetString();
        Assert.Equal(keepsForms ? "é & b" : null, form is null ? null : QueryHelpers.ParseQuery(form)["Body"].ToString());
        Assert.Empty(_twilio.Events);
    }

    [Fact]
    public async Task A_message_to_a_number_without_a_webhook_is_logged_without_an_alert()
    {
        _twilio.Simulator.Webhook = WebhookState.Unset;

        var sid = await _twilio.TextAsync();

        Assert.Equal([sid], (await _twilio.ReadAsync($"{RestRig.Account}/Messages.json")).Texts("messages", "sid"), StringComparer.Ordinal);
        Assert.Empty((await _twilio.ReadAsync("/v1/Alerts")).GetProperty("alerts").EnumerateArray());
        Assert.Empty(_twilio.Events);
    }

    [Theory]
    [InlineData(WebhookState.Down)]
    [InlineData(WebhookState.Unset)]
    public async Task A_missed_message_is_reported(WebhookState state)
    {
        await _twilio.TextAsync(body: "before");
        _twilio.Simulator.Webhook = state;
        var sid = await _twilio.TextAsync(photos: 2, body: "missed");

        var missed = Assert.Single(_twilio.Missed);

        Assert.Equal((sid, "missed", 2), (missed.Sid, missed.Text, missed.Types.Count));
        Assert.All(missed.Types, type => Assert.Equal("image/jpeg", type));
    }

    [Theory]
    [InlineData("unsigned")]
    [InlineData("badsignature")]
    public async Task A_forged_message_is_not_in_Twilios_log(string fault)
    {
        _twilio.Answer = """{"statusCode":403}""";

        await _twilio.TextAsync(fault: fault);

        Assert.Single(_twilio.Events);
        Assert.Empty((await _twilio.ReadAsync($"{RestRig.Account}/Messages.json")).GetProperty("messages").EnumerateArray());
        Assert.Empty((await _twilio.ReadAsync("/v1/Alerts")).GetProperty("alerts").EnumerateArray());
    }

    [Theory]
    [InlineData("up", WebhookState.Up)]
    [InlineData("down", WebhookState.Down)]
    [InlineData("unset", WebhookState.Unset)]
    public async Task The_form_field_sets_the_switch_and_the_response_shows_it(string value, WebhookState expected)
    {
        using var response = await PostAsync(value);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal($$"""{"state":"{{value}}"}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(expected, _twilio.Simulator.Webhook);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    public async Task Any_other_value_returns_400_with_the_allowed_values(string value)
    {
        using var response = await PostAsync(value);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("state must be up, down or unset", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_it_is_down_nobody_else_reaches_the_endpoint_either()
    {
        var states = new List<WebhookState>();
        var webhook = new WebhookSwitch(states.Add);
        var guarded = webhook.Guard((_, _, _) => Task.FromResult(new InvocationResult("reached"u8.ToArray())));

        async Task<string> CallAsync() =>
            Encoding.UTF8.GetString((await guarded(default, "", TestContext.Current.CancellationToken)).Payload.Span);

        Assert.Equal("reached", await CallAsync());
        webhook.State = WebhookState.Down;
        Assert.Equal("""{"statusCode":503}""", await CallAsync());
        webhook.State = WebhookState.Unset;
        Assert.Equal("reached", await CallAsync());
        Assert.Equal([WebhookState.Down, WebhookState.Unset], states);
    }

    private async Task<HttpResponseMessage> PostAsync(string value)
    {
        using var form = new FormUrlEncodedContent([new("state", value)]);
        return await _twilio.Http.PostAsync(WebhookSwitch.Route, form, TestContext.Current.CancellationToken);
    }
}
