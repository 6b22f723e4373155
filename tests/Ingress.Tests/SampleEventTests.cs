using System.Text.Json;
using MmsQueue.Ingress.Tests.Support;

namespace MmsQueue.Ingress.Tests;

/// <summary>The files in <c>events/</c>, read by Lambda's serializer.</summary>
public sealed class SampleEventTests : IDisposable
{
    private readonly IngressUnderTest _ingress = new();

    public void Dispose() => _ingress.Dispose();

    [Theory]
    [InlineData("webhook-post.json", "https://photos.example/media/qt6smss5f4dtmgb5/uxjwn5jpsvxsnoh2cdaf4ktp3i.jpg")]
    [InlineData("webhook-get.json", "https://photos.example/media/qt6smss5f4dtmgb5/hrbpgdgszebr35hxsfqwkeizbn.jpg")]
    public async Task A_photo_gets_the_link_under_which_the_sample_batch_stores_it(string file, string link)
    {
        var answer = await _ingress.SendAsync(SampleEvents.Read(file));

        Assert.Equal(link, Assert.Single(answer.Links()));
        Assert.Equal(["+14155550101"], _ingress.Users.Users.Keys, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Ten_attachments_become_the_jobs_of_the_sample_batch()
    {
        await _ingress.SendAsync(SampleEvents.Read("webhook-ten-media.json"));

        using var batch = JsonDocument.Parse(await File.ReadAllTextAsync("events/sqs-poison.json", TestContext.Current.CancellationToken));
        var keys = batch.RootElement.GetProperty("Records").EnumerateArray()
            .Select(record => record.GetProperty("body").GetString()!)
            .Where(body => body.StartsWith('{'))
            .Select(body => MmsQueue.Shared.MediaJob.Parse(body).Key);
        Assert.Equal(10, _ingress.Queue.Jobs.Count);
        Assert.Equal(keys, _ingress.Queue.Jobs.Select(job => job.Key).Where((_, index) => index != 4), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_text_without_attachments_gets_a_request_for_a_photo() =>
        Assert.StartsWith(
            "Send me a photo",
            (await _ingress.SendAsync(SampleEvents.Read("webhook-sms.json"))).ReplyText(),
            StringComparison.Ordinal);

    [Fact]
    public async Task A_WhatsApp_message_gets_a_link_and_its_senders_name_is_stored()
    {
        Assert.Single((await _ingress.SendAsync(SampleEvents.Read("webhook-whatsapp.json"))).Links());

        Assert.Equal("Zoë Núñez", _ingress.Users.Users["whatsapp:+14155550123"].ProfileName);
    }

    [Fact]
    public async Task Stop_gets_no_reply() => Assert.Null((await _ingress.SendAsync(SampleEvents.Read("webhook-stop.json"))).ReplyText());

    [Fact]
    public async Task An_unsigned_webhook_is_refused() => (await _ingress.SendAsync(SampleEvents.Read("webhook-unsigned.json"))).Line(403);
}
