using System.Globalization;

namespace MmsQueue.EndToEnd.Tests;

/// <summary>Other kinds of webhook, through the running system.</summary>
public sealed class ChannelTests(RunningSystem system)
{
    private readonly Client _client = system.Client;

    [Fact]
    public async Task Ten_attachments_get_ten_links_in_one_reply_and_all_are_stored()
    {
        var reply = await _client.SendAsync([.. Enumerable.Repeat(Places.Photo, 10)]);

        Assert.Equal(10, reply.Links.Distinct(StringComparer.Ordinal).Count());
        Assert.True(reply.Reply!.Length < 1600, string.Create(CultureInfo.InvariantCulture, $"{reply.Reply.Length} characters"));
        foreach (var link in reply.Links)
        {
            Assert.Equal(RunningSystem.Hash(Places.Photo), (await _client.StoredAsync(link)).Sha256);
        }
    }

    [Fact]
    public async Task A_WhatsApp_photo_is_stored_and_the_profile_name_is_saved_with_its_user()
    {
        var from = $"whatsapp:{Phone.New()}";

        var reply = await _client.SendAsync([Places.Photo], ("from", from), ("profileName", "Zoë"));

        Assert.Equal(RunningSystem.Hash(Places.Photo), (await _client.StoredAsync(Assert.Single(reply.Links))).Sha256);
        Assert.Equal("Zoë", (await _client.UserAsync(from))!["profileName"].S);
    }

    [Fact]
    public async Task STOP_gets_no_reply_because_Twilio_sends_its_own()
    {
        var reply = await _client.SendAsync([], ("body", "Stop"));

        Assert.Equal(200, reply.Status);
        Assert.Null(reply.Reply);
    }
}
