using System.Xml.Linq;

namespace Twilio.TwiML.Messaging;

/// <summary>A message to send.</summary>
public class Message : TwiML
{
    /// <summary>A message with its text as the element's own, or with Body and Media children to come.</summary>
    public Message(
        string body = null,
        string to = null,
        string from = null,
        Uri action = null,
        Http.HttpMethod method = null,
        Uri statusCallback = null)
        : base("Message")
    {
        BodyAttribute = body;
        To = to;
        From = from;
        Action = action;
        Method = method;
        StatusCallback = statusCallback;
    }

    /// <summary>The text.</summary>
    public string BodyAttribute { get; set; }

    /// <summary>The number to send to; null for the one that wrote.</summary>
    public string To { get; set; }

    /// <summary>The number to send from; null for the one that was written to.</summary>
    public string From { get; set; }

    /// <summary>The URL to report to and continue from.</summary>
    public Uri Action { get; set; }

    /// <summary>The method for that URL.</summary>
    public Http.HttpMethod Method { get; set; }

    /// <summary>The URL to report to; superseded by Action.</summary>
    public Uri StatusCallback { get; set; }

    /// <summary>Adds a Body element and returns this message.</summary>
    public Message Body(string message = null) => Append(new Body(message));

    /// <summary>Adds a Media element and returns this message.</summary>
    public Message Media(Uri url = null) => Append(new Media(url));

    /// <summary>Adds a child element and returns this message.</summary>
    public new Message Append(TwiML childElem) => (Message)base.Append(childElem);

    /// <inheritdoc/>
    protected override string GetElementBody() => BodyAttribute ?? string.Empty;

    /// <inheritdoc/>
    protected override List<XAttribute> GetElementAttributes()
    {
        var attributes = new List<XAttribute>();
        Add("to", To);
        Add("from", From);
        Add("action", Action?.OriginalString);
        Add("method", Method?.ToString());
        Add("statusCallback", StatusCallback?.OriginalString);
        return attributes;

        void Add(string name, string value)
        {
            if (value is not null)
            {
                attributes.Add(new XAttribute(name, value));
            }
        }
    }
}
