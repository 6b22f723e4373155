using MmsQueue.Ingress.Tests.Support;

namespace MmsQueue.Ingress.Tests;

public sealed class ProfileNameTests : IDisposable
{
    private readonly IngressUnderTest _ingress = new();

    public void Dispose() => _ingress.Dispose();

    [Fact]
    public async Task A_profile_name_is_stored_when_one_is_sent()
    {
        await _ingress.SendAsync(TwilioWebhook.Mms().With("ProfileName", "Zoë Núñez"));
        await _ingress.SendAsync(TwilioWebhook.Mms(messageSid: "SM11a026478d23fe9587df8224cab2fdd4").With("ProfileName", ""));

        Assert.Equal(
            ("Zoë Núñez", 2),
            (_ingress.Users.Users[TwilioWebhook.From].ProfileName, _ingress.Users.Users[TwilioWebhook.From].MessageCount));
    }

    [Theory]
    [InlineData(255, "", 255)]
    [InlineData(255, "é", 256)]
    [InlineData(255, "📷", 255)]
    [InlineData(254, "📷", 256)]
    [InlineData(500_000, "", 256)]
    public async Task A_profile_name_is_truncated_to_256_characters_without_splitting_a_rune(int letters, string end, int length)
    {
        var name = new string('x', letters) + end;

        await _ingress.SendAsync(TwilioWebhook.Mms().With("ProfileName", name));

        Assert.Equal(name[..length], _ingress.Users.Users[TwilioWebhook.From].ProfileName);
    }
}
