using Twilio.TwiML.Messaging;

namespace Twilio.TwiML;

/// <summary>The answer to an inbound message.</summary>
public class MessagingResponse : TwiML
{
    /// <summary>An answer that does nothing.</summary>
    public MessagingResponse()
        : base("Response")
    {
    }

    /// <summary>Adds a message to send and returns this answer.</summary>
    public MessagingResponse Message(
        string body = null,
        string to = null,
        string from = null,
        Uri action = null,
        Http.HttpMethod method = null,
        Uri statusCallback = null) =>
        Append(new Message(body, to, from, action, method, statusCallback));

    /// <summary>Adds a child element and returns this answer.</summary>
    public new MessagingResponse Append(TwiML childElem) => (MessagingResponse)base.Append(childElem);
}
