using System.Xml.Linq;
using Amazon.Lambda.APIGatewayEvents;

namespace MmsQueue.Ingress.Tests.Support;

/// <summary>The parts of a response that the tests read.</summary>
internal static class Answers
{
    /// <summary>The text of the reply, or null. The response must be 200 with TwiML of at most one message.</summary>
    public static string? ReplyText(this APIGatewayHttpApiV2ProxyResponse response)
    {
        Assert.Equal((200, "text/xml; charset=utf-8"), (response.StatusCode, response.Headers["content-type"]));
        Assert.StartsWith("<?xml", response.Body, StringComparison.Ordinal);
        var root = XDocument.Parse(response.Body).Root!;
        Assert.Equal("Response", root.Name.LocalName);
        if (!root.HasElements)
        {
            Assert.Equal("", root.Value);
            return null;
        }

        var message = Assert.Single(root.Elements());
        Assert.Equal("Message", message.Name.LocalName);
        Assert.InRange(message.Value.Length, 1, 1599);
        return message.Value;
    }

    /// <summary>The links in the reply.</summary>
    public static List<string> Links(this APIGatewayHttpApiV2ProxyResponse response) =>
    [
        .. (response.ReplyText() ?? "")
            .Split(' ', '\n')
            .Where(word => word.StartsWith("https://photos.example/", StringComparison.Ordinal)),
    ];

    /// <summary>The only line of a plain-text response.</summary>
    public static string Line(this APIGatewayHttpApiV2ProxyResponse response, int status)
    {
        Assert.Equal((status, "text/plain; charset=utf-8"), (response.StatusCode, response.Headers["content-type"]));
        var line = Assert.Single(response.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.InRange(line.Length, 1, 200);
        return line;
    }
}
