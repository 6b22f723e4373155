using System.Xml.Linq;
using Twilio.TwiML;
using Twilio.TwiML.Messaging;

namespace StandIns.Tests;

public sealed class TwilioMessagingResponseTests
{
    private static readonly string Declaration = "<?xml version=\"1.0\" encoding=\"utf-8\"?>" + Environment.NewLine;

    [Fact]
    public void An_empty_response_is_an_empty_element()
    {
        Assert.Equal(Declaration + "<Response></Response>", new MessagingResponse().ToString());
    }

    [Fact]
    public void A_message_is_indented_below_the_response()
    {
        var lines = new[] { "<Response>", "  <Message>Hello</Message>", "</Response>" };

        Assert.Equal(Declaration + string.Join(Environment.NewLine, lines), new MessagingResponse().Message("Hello").ToString());
    }

    [Fact]
    public void Without_formatting_it_is_one_line()
    {
        Assert.Equal(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><Response><Message>Hello</Message></Response>",
            new MessagingResponse().Message("Hello").ToString(SaveOptions.DisableFormatting));
    }

    [Theory]
    [InlineData("Fish & Chips <b>\"now\"</b> 'yes' ]]> &amp;")]
    [InlineData("🐶 café 日本")]
    [InlineData("line one\nline two")]
    [InlineData("  blanks around  ")]
    public void What_is_said_comes_back(string text)
    {
        var response = XDocument.Parse(new MessagingResponse().Message(text).ToString(), LoadOptions.PreserveWhitespace);

        Assert.Equal(text, response.Root!.Element("Message")!.Value.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Messages_keep_their_order()
    {
        var response = XDocument.Parse(new MessagingResponse().Message("one").Append(new Message("two")).Message("three").ToString());

        Assert.Equal(["one", "two", "three"], response.Root!.Elements("Message").Select(message => message.Value), StringComparer.Ordinal);
    }

    [Fact]
    public void A_message_can_have_a_body_and_media()
    {
        var message = new Message().Body("a & b").Media(new Uri("https://example.com/a.jpg?x=1&y=2"));
        var element = XDocument.Parse(new MessagingResponse().Append(message).ToString()).Root!.Element("Message")!;

        Assert.Equal("a & b", element.Element("Body")!.Value);
        Assert.Equal("https://example.com/a.jpg?x=1&y=2", element.Element("Media")!.Value);
    }

    [Fact]
    public void What_is_set_becomes_an_attribute()
    {
        var response = new MessagingResponse()
            .Message("x", to: "+14155550100", from: "+14155550199", action: new Uri("https://example.com/a"), method: Twilio.Http.HttpMethod.Post);
        var attributes = XDocument.Parse(response.ToString()).Root!.Element("Message")!.Attributes();

        Assert.Equal(
            ["to=+14155550100", "from=+14155550199", "action=https://example.com/a", "method=POST"],
            attributes.Select(attribute => $"{attribute.Name}={attribute.Value}"),
            StringComparer.Ordinal);
    }
}
