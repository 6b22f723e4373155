using System.Text;
using MmsQueue.Ingress.Tests.Support;
using MmsQueue.Shared;

namespace MmsQueue.Ingress.Tests;

/// <summary>The forms that a webhook from Twilio can take.</summary>
public sealed class WebhookFormTests : IDisposable
{
    private readonly IngressUnderTest _ingress = new();

    public void Dispose() => _ingress.Dispose();

    [Theory]
    [InlineData("POST", true)]
    [InlineData("POST", false)]
    [InlineData("GET", false)]
    public async Task A_photo_is_queued_its_sender_counted_and_its_link_sent(string method, bool isBase64)
    {
        var answer = await _ingress.SendAsync(TwilioWebhook.Mms() with { Method = method, IsBase64 = isBase64 });

        var job = Assert.Single(_ingress.Queue.Jobs);
        Assert.Equal(
            new MediaJob
            {
                Version = 1,
                MessageSid = TwilioWebhook.MessageSid,
                AccountSid = TwilioWebhook.Account,
                MediaIndex = 0,
                MediaUrl = TwilioWebhook.MediaUrl(TwilioWebhook.MessageSid, 0),
                ContentType = "image/jpeg",
                Key = "media/qt6smss5f4dtmgb5/uxjwn5jpsvxsnoh2cdaf4ktp3i.jpg",
                ReceivedAt = TestTime.Start,
            },
            job);
        Assert.Equal($"Thanks! Here is your link: https://photos.example/{job.Key}", answer.ReplyText());
        Assert.Equal(
            new User(TestTime.Start, TestTime.Start, TwilioWebhook.MessageSid, null, 1, 1),
            _ingress.Users.Users[TwilioWebhook.From]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(10)]
    public async Task Every_attachment_gets_a_job_and_a_link_in_order(int count)
    {
        var answer = await _ingress.SendAsync(TwilioWebhook.Mms(count));

        Assert.Equal(Enumerable.Range(0, count), _ingress.Queue.Jobs.Select(job => job.MediaIndex));
        Assert.All(_ingress.Queue.Jobs, job => Assert.Equal(TwilioWebhook.MediaUrl(job.MessageSid, job.MediaIndex), job.MediaUrl));
        Assert.Equal(_ingress.Queue.Jobs.Select(job => $"https://photos.example/{job.Key}"), answer.Links(), StringComparer.Ordinal);
        Assert.Equal(count == 0 ? 0 : 1, _ingress.Queue.Call.Count);
        Assert.Equal(
            (1, count),
            (_ingress.Users.Users[TwilioWebhook.From].MessageCount, _ingress.Users.Users[TwilioWebhook.From].MediaCount));
    }

    [Fact]
    public async Task A_message_without_attachments_gets_a_request_for_a_photo() =>
        Assert.Equal("Send me a photo, and I will reply with a link to it.", (await _ingress.SendAsync(TwilioWebhook.Mms(0))).ReplyText());

    [Fact]
    public async Task A_message_without_NumMedia_has_no_attachments() =>
        Assert.Empty((await _ingress.SendAsync(TwilioWebhook.Mms(0).Without("NumMedia"))).Links());

    [Theory]
    [InlineData("whatsapp:+14155550123")]
    [InlineData("72645")]
    [InlineData("MyCOMPANY")]
    [InlineData("rcs:brand_1a2b_agent")]
    [InlineData("messenger:1234567890123456")]
    public async Task Every_kind_of_sender_is_a_user(string from)
    {
        var answer = await _ingress.SendAsync(TwilioWebhook.Mms(from: from));

        Assert.Single(answer.Links());
        Assert.Equal([from], _ingress.Users.Users.Keys, StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_media_URL_that_is_empty_or_has_no_index_is_ignored()
    {
        var webhook = TwilioWebhook.Mms().With("MediaUrl1", "");
        webhook = webhook.With("MediaUrl", "x").With("MediaUrlX", "x").With("MediaUrl1x", "x").With("ReferralMediaUrl1", "x");

        Assert.Single((await _ingress.SendAsync(webhook)).Links());
    }

    [Fact]
    public async Task A_repeated_attachment_counts_once()
    {
        var webhook = TwilioWebhook.Mms();

        Assert.Single((await _ingress.SendAsync(webhook with { RawForm = $"{webhook.Form}&{webhook.Form}" })).Links());
    }

    [Fact]
    public async Task Unknown_parameters_are_signed_and_ignored()
    {
        var webhook = TwilioWebhook.Mms().With("NewIn2027", "x=y&z").With("AddOns", "{}").With("", "no name").With("Zz", "");

        Assert.Single((await _ingress.SendAsync(webhook)).Links());
    }

    [Fact]
    public async Task Empty_location_fields_are_signed_too()
    {
        string[] names = ["FromCity", "FromState", "FromZip", "FromCountry", "ToCity", "ToState", "ToZip", "ToCountry"];
        var webhook = names.Aggregate(TwilioWebhook.Mms(), (current, name) => current.With(name, ""));

        Assert.Single((await _ingress.SendAsync(webhook)).Links());
    }

    [Theory]
    [InlineData("  blanks kept  ")]
    [InlineData("📷👩‍👩‍👧 and é")]
    [InlineData("\0 NUL \u0001")]
    [InlineData("<script>alert(1)</script>&amp;'\"")]
    [InlineData("a=b&c=d+e%2Bf%")]
    [InlineData("\r\n\u2028")]
    public async Task The_text_of_a_message_is_signed_and_not_passed_on(string body)
    {
        var answer = await _ingress.SendAsync(TwilioWebhook.Mms().With("Body", body));

        Assert.Single(answer.Links());
        Assert.Equal("Thanks! Here is your link:", answer.ReplyText()![..26]);
        Assert.Single(_ingress.Queue.Jobs);
    }

    [Theory]
    [InlineData("%ED%A0%80")]
    [InlineData("%FF%FE")]
    [InlineData("{half a pair}")]
    [InlineData("%u0041%zz%")]
    public async Task A_text_that_is_not_valid_Unicode_is_accepted(string body)
    {
        var webhook = TwilioWebhook.Mms();
        // An attribute cannot contain an unpaired surrogate.
        body = body.Replace("{half a pair}", "\uD800", StringComparison.Ordinal);

        webhook = webhook with { RawForm = $"{webhook.Without("Body").Form}&Body={body}", IsBase64 = false };

        Assert.Single((await _ingress.SendAsync(webhook)).Links());
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("GET")]
    public async Task A_text_of_a_megabyte_is_accepted(string method)
    {
        var webhook = TwilioWebhook.Mms().With("Body", new string('x', 1_000_000)) with { Method = method };

        Assert.Single((await _ingress.SendAsync(webhook)).Links());
        Assert.InRange(Encoding.UTF8.GetByteCount(_ingress.LogText), 1, 2000);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("Application/X-WWW-Form-URLencoded; charset=UTF-8")]
    public async Task The_content_type_may_have_parameters_and_any_case(string contentType) =>
        Assert.Single((await _ingress.SendAsync(TwilioWebhook.Mms() with { ContentType = contentType })).Links());

    [Fact]
    public async Task The_first_value_of_a_repeated_name_is_used()
    {
        var webhook = TwilioWebhook.Mms();

        await _ingress.SendAsync(webhook with { RawForm = webhook.Form + "&From=%2B19995550199" });

        Assert.Equal([TwilioWebhook.From], _ingress.Users.Users.Keys, StringComparer.Ordinal);
    }

    [Fact]
    public async Task The_gateways_parsed_query_is_not_used()
    {
        var request = (TwilioWebhook.Mms() with { Method = "GET" }).ToRequest();
        request.QueryStringParameters = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["From"] = "+19995550199",
            ["NumMedia"] = "0",
        };

        Assert.Single((await _ingress.SendAsync(request)).Links());
        Assert.Equal([TwilioWebhook.From], _ingress.Users.Users.Keys, StringComparer.Ordinal);
    }
}
