namespace MmsQueue.Operations.Reconcile;

/// <summary>An incoming message with media files, as Twilio's log has it.</summary>
/// <param name="Sid">Its SID: MM or SM and 32 hexadecimal digits.</param>
/// <param name="From">The sender.</param>
/// <param name="To">The number that received it.</param>
/// <param name="Body">Its text.</param>
/// <param name="MediaCount">How many media files it had on arrival.</param>
/// <param name="ServiceSid">The Messaging Service that received it; null if none did.</param>
/// <param name="SentAt">When Twilio received it.</param>
public sealed record TwilioMessage(
    string Sid, string From, string To, string Body, int MediaCount, string? ServiceSid, DateTimeOffset SentAt);

/// <summary>A media file of a message at Twilio.</summary>
/// <param name="Sid">Its SID: ME and 32 hexadecimal digits.</param>
/// <param name="ContentType">The media type that Twilio declares.</param>
public sealed record TwilioMedia(string Sid, string ContentType);

/// <summary>The part of Twilio's log that one step of a reconciliation looks at.</summary>
/// <param name="Messages">The incoming messages with media files.</param>
/// <param name="Replies">The texts of outgoing messages in the same time.</param>
public sealed record TwilioLogPage(IReadOnlyList<TwilioMessage> Messages, IReadOnlyList<string> Replies);
