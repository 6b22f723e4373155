using MmsQueue.Ingress.Tests.Support;

namespace MmsQueue.Ingress.Tests;

/// <summary>Messages that Twilio answers itself get no reply.</summary>
public sealed class KeywordTests : IDisposable
{
    private readonly IngressUnderTest _ingress = new();

    public void Dispose() => _ingress.Dispose();

    [Theory]
    [InlineData("STOP")]
    [InlineData("stop")]
    [InlineData(" Stop \n")]
    [InlineData("STOPALL")]
    [InlineData("UNSUBSCRIBE")]
    [InlineData("CANCEL")]
    [InlineData("END")]
    [InlineData("QUIT")]
    [InlineData("REVOKE")]
    [InlineData("OPTOUT")]
    [InlineData("START")]
    [InlineData("YES")]
    [InlineData("UNSTOP")]
    [InlineData("HELP")]
    [InlineData("INFO")]
    public async Task A_keyword_gets_no_reply(string body)
    {
        Assert.Null((await _ingress.SendAsync(TwilioWebhook.Mms(0).With("Body", body))).ReplyText());
        Assert.Equal("keyword", _ingress.Entry("Answered").GetProperty("outcome").GetString());
        Assert.Equal(1, _ingress.Users.Users[TwilioWebhook.From].MessageCount);
    }

    [Theory]
    [InlineData("STOP")]
    [InlineData("START")]
    [InlineData("HELP")]
    public async Task A_keyword_of_Advanced_Opt_Out_gets_no_reply(string type) =>
        Assert.Null((await _ingress.SendAsync(TwilioWebhook.Mms(0).With("Body", "arrêt").With("OptOutType", type))).ReplyText());

    [Theory]
    [InlineData("stop it")]
    [InlineData("don't STOP")]
    [InlineData("STOP.")]
    [InlineData("")]
    public async Task A_keyword_within_a_longer_text_does_not_count(string body) =>
        Assert.NotNull((await _ingress.SendAsync(TwilioWebhook.Mms(0).With("Body", body).With("OptOutType", ""))).ReplyText());

    [Theory]
    [InlineData("Yes")]
    [InlineData("info")]
    [InlineData("START")]
    [InlineData("UNSTOP")]
    [InlineData("help")]
    public async Task A_photo_with_a_start_or_help_keyword_gets_a_link(string body) =>
        Assert.Single((await _ingress.SendAsync(TwilioWebhook.Mms().With("Body", body))).Links());

    [Fact]
    public async Task A_photo_with_the_text_yes_gets_a_link() =>
        Assert.Single((await _ingress.SendAsync(TwilioWebhook.Mms().With("Body", "yes"))).Links());

    [Theory]
    [InlineData("START", 1)]
    [InlineData("HELP", 1)]
    [InlineData("STOP", 0)]
    public async Task A_photo_with_Advanced_Opt_Out_gets_a_link_unless_it_opts_out(string type, int links) =>
        Assert.Equal(links, (await _ingress.SendAsync(TwilioWebhook.Mms().With("Body", "foto").With("OptOutType", type))).Links().Count);

    [Theory]
    [InlineData("whatsapp:+14155550101", "STOP")]
    [InlineData("whatsapp:+14155550101", "yes")]
    [InlineData("rcs:+14155550101", "HELP")]
    [InlineData("messenger:1234567890", "info")]
    public async Task Keywords_do_not_apply_to_other_channels(string from, string body)
    {
        Assert.NotNull((await _ingress.SendAsync(TwilioWebhook.Mms(0, from: from).With("Body", body))).ReplyText());
        Assert.Single((await _ingress.SendAsync(TwilioWebhook.Mms(1, from: from).With("Body", body))).Links());
    }

    [Theory]
    [InlineData("STOP", 1)]
    [InlineData("STOP", 0)]
    [InlineData("HELP", 0)]
    public async Task Advanced_Opt_Out_silences_other_channels_too(string type, int media) =>
        Assert.Null(
            (await _ingress.SendAsync(TwilioWebhook.Mms(media, from: "whatsapp:+14155550101").With("OptOutType", type))).ReplyText());

    [Theory]
    [InlineData("12345")]
    [InlineData("PHOTOSHOP")]
    public async Task A_short_code_or_a_sender_name_means_SMS(string from) =>
        Assert.Null((await _ingress.SendAsync(TwilioWebhook.Mms(0, from: from).With("Body", "STOP"))).ReplyText());

    [Fact]
    public async Task Attachments_sent_with_stop_are_stored_without_a_reply()
    {
        var answer = await _ingress.SendAsync(TwilioWebhook.Mms(2).With("Body", "Stop"));

        Assert.Null(answer.ReplyText());
        Assert.Equal(2, _ingress.Queue.Jobs.Count);
    }
}
