using System.Net;
using MmsQueue.Emulator.Twilio;

namespace MmsQueue.EndToEnd.Tests;

/// <summary>Which tokens and accounts are accepted.</summary>
public sealed class TokenTests(RunningSystem system)
{
    [Fact]
    public async Task Both_auth_tokens_are_valid_during_a_rotation()
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync(system.Secret("TWILIO_AUTH_TOKEN"), system.Secret("TWILIO_ACCOUNT_SID")));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(RunningSystem.SecondaryToken, system.Secret("TWILIO_ACCOUNT_SID")));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync("some-other-token", system.Secret("TWILIO_ACCOUNT_SID")));
    }

    [Fact]
    public async Task A_signed_webhook_of_another_account_is_rejected() =>
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(system.Secret("TWILIO_AUTH_TOKEN"), "AC" + new string('f', 32)));

    private async Task<HttpStatusCode> PostAsync(string token, string account)
    {
        Dictionary<string, string> parameters = new(StringComparer.Ordinal)
        {
            ["MessageSid"] = "SM" + Guid.NewGuid().ToString("N"),
            ["AccountSid"] = account,
            ["From"] = Phone.New(),
            ["Body"] = "hello",
            ["NumMedia"] = "0",
        };
        var url = new Uri(new Uri(system.Stack["SimulatorUrl"]), "/mms");
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(parameters) };
        request.Headers.Add("X-Twilio-Signature", WebhookSignature.Sign(token, system.Stack["WebhookUrl"], parameters));
        using var response = await system.Client.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
