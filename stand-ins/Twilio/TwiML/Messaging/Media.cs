namespace Twilio.TwiML.Messaging;

/// <summary>A media file of a message.</summary>
public class Media : TwiML
{
    /// <summary>A media file.</summary>
    public Media(Uri url = null)
        : base("Media") => Url = url;

    /// <summary>Where the file is.</summary>
    public Uri Url { get; set; }

    /// <inheritdoc/>
    protected override string GetElementBody() => Url?.OriginalString ?? string.Empty;
}
