using MmsQueue.Ingress.Tests.Support;

namespace MmsQueue.Ingress.Tests;

public sealed class ReplyTests
{
    [Fact]
    public async Task The_default_reply_distinguishes_one_link_from_several()
    {
        Assert.StartsWith("Thanks! Here is your link: https://", await ReplyAsync(IngressUnderTest.Options, 1), StringComparison.Ordinal);
        Assert.StartsWith(
            "Thanks! Here are your links:\nhttps://",
            await ReplyAsync(IngressUnderTest.Options, 2),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_custom_reply_contains_the_links()
    {
        var options = IngressUnderTest.Options with
        {
            ReplyMedia = "Merci ! {links} – à bientôt",
            ReplyNoMedia = "Une photo, s'il vous plaît",
        };

        Assert.Matches("^Merci ! https://[^ ]+\nhttps://[^ ]+ – à bientôt$", await ReplyAsync(options, 2));
        Assert.Equal("Une photo, s'il vous plaît", await ReplyAsync(options, 0));
    }

    [Theory]
    [InlineData("<b>&amp; \"x\" 'y' ]]> {links} </Message></Response>")]
    [InlineData("📷 {links} 漢字\n\ttab")]
    public async Task Special_XML_characters_are_preserved(string text)
    {
        var reply = await ReplyAsync(IngressUnderTest.Options with { ReplyMedia = text, ReplyNoMedia = text }, 1);

        Assert.Equal(text.Split("{links}"), reply!.Split(Link(reply)), StringComparer.Ordinal);
        Assert.Equal(text, await ReplyAsync(IngressUnderTest.Options with { ReplyNoMedia = text }, 0));
    }

    [Fact]
    public async Task Any_number_of_links_and_any_text_fit_into_one_message_with_every_link_intact()
    {
        var longestUrl = "https://photos.example/" + new string('p', ReplyTextLengths.LongestBase);
        var longest = IngressUnderTest.Options with { PublicBaseUrl = longestUrl };
        foreach (var options in new[] { IngressUnderTest.Options, longest })
        {
            for (var media = 1; media <= 10; media++)
            {
                foreach (var length in ReplyTextLengths.All)
                {
                    using var ingress = new IngressUnderTest(
                        options with { ReplyMedia = length == 0 ? null : "{links}".PadRight(length, '.') });
                    var answer = await ingress.SendAsync(TwilioWebhook.Mms(media).With("MediaContentType0", "video/webm"));

                    var text = answer.ReplyText()!;
                    Assert.All(
                        ingress.Queue.Jobs,
                        job => Assert.Contains($"{options.PublicBaseUrl}/{job.Key}", text, StringComparison.Ordinal));
                    Assert.Equal(media, ingress.Queue.Jobs.Count);
                }
            }
        }
    }

    [Fact]
    public async Task A_text_that_repeats_the_links_too_often_is_dropped() =>
        Assert.Matches(
            "^(https://[^ \n]+\n?){10}$",
            await ReplyAsync(IngressUnderTest.Options with { ReplyMedia = "{links} {links} {links}" }, 10));

    private static async Task<string?> ReplyAsync(IngressOptions options, int media)
    {
        using var ingress = new IngressUnderTest(options);
        return (await ingress.SendAsync(TwilioWebhook.Mms(media))).ReplyText();
    }

    private static string Link(string reply) => "https://" + reply.Split("https://")[1].Split(' ')[0];

    private static class ReplyTextLengths
    {
        public static int LongestBase => MmsQueue.Ingress.ReplyText.MaximumBaseLength - "https://photos.example/".Length - "media".Length;

        public static int[] All { get; } = [0, 7, 8, 80, 500, 1000, 1009, 1010, 1011, 1100, 1400, 1500, 1590, 1599];
    }
}
