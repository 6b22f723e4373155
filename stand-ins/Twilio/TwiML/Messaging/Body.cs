namespace Twilio.TwiML.Messaging;

/// <summary>The text of a message.</summary>
public class Body : TwiML
{
    /// <summary>A text.</summary>
    public Body(string message = null)
        : base("Body") => Message = message;

    /// <summary>The text.</summary>
    public string Message { get; set; }

    /// <inheritdoc/>
    protected override string GetElementBody() => Message ?? string.Empty;
}
