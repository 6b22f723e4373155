using Twilio.TwiML;

namespace MmsQueue.Ingress;

/// <summary>The reply to a message: one Message of fewer than 1,600 characters, Twilio's limit.</summary>
internal sealed class ReplyText(IngressOptions options)
{
    /// <summary>Stands for the links in REPLY_MEDIA.</summary>
    public const string Links = "{links}";

    /// <summary>A reply must have fewer characters than this.</summary>
    public const int Limit = 1600;

    /// <summary>The longest base of a link: ten such links, one per line, fit into a reply.</summary>
    public const int MaximumBaseLength = ((Limit - 1) / 10) - 1 - KeyLength;

    // Two slashes, sender, slash, name, and the longest extension with its dot.
    private const int KeyLength = 2 + 16 + 1 + 26 + 5;

    /// <summary>No reply.</summary>
    public static string Silence { get; } = new MessagingResponse().ToString();

    /// <summary>The reply with a link for each media file.</summary>
    public string Media(IEnumerable<string> links)
    {
        string[] all = [.. links];
        var text = options.ReplyMedia
            ?? (all.Length == 1 ? $"Thanks! Here is your link: {Links}" : $"Thanks! Here are your links:\n{Links}");
        var reply = text.Replace(Links, string.Join('\n', all), StringComparison.Ordinal);
        // The links alone always fit, so a text that is too long is left out.
        return Message(reply.Length < Limit ? reply : string.Join('\n', all));
    }

    /// <summary>The reply that asks for a photo.</summary>
    public string NoMedia() => Message(options.ReplyNoMedia ?? "Send me a photo, and I will reply with a link to it.");

    private static string Message(string text) => new MessagingResponse().Message(text).ToString();
}
