using Ingress.Tests.Support;

namespace Ingress.Tests;

/// <summary>Messages that Twilio answers itself get no reply from us.</summary>
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
    public async Task A_keyword_is_not_answered(string body)
    {
        Assert.Null((await _ingress.SendAsync(TwilioWebhook.Mms(0).With("Body", body))).ReplyText());
        Assert.Equal("keyword", _ingress.Entry("Answered").GetProperty("outcome").GetString());
        Assert.Equal(1, _ingress.Users.Users[TwilioWebhook.From].MessageCount);
    }

    [Theory]
    [InlineData("STOP")]
    [InlineData("START")]
    [InlineData("HELP")]
    public async Task A_word_that_advanced_opt_out_knows_is_not_answered(string type) =>
        Assert.Null((await _ingress.SendAsync(TwilioWebhook.Mms(0).With("Body", "arrêt").With("OptOutType", type))).ReplyText());

    [Theory]
    [InlineData("stop it")]
    [InlineData("don't STOP")]
    [InlineData("STOP.")]
    [InlineData("")]
    public async Task A_word_among_others_is_no_keyword(string body) =>
        Assert.NotNull((await _ingress.SendAsync(TwilioWebhook.Mms(0).With("Body", body).With("OptOutType", ""))).ReplyText());

    [Fact]
    public async Task Media_that_come_with_a_keyword_are_enqueued_all_the_same()
    {
        var answer = await _ingress.SendAsync(TwilioWebhook.Mms(2).With("Body", "Stop"));

        Assert.Null(answer.ReplyText());
        Assert.Equal(2, _ingress.Queue.Jobs.Count);
    }
}
