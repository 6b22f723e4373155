using Twilio.Exceptions;

namespace MmsQueue.Operations.Reconcile;

/// <summary>Explains to an operator why Twilio's REST API refused a request.</summary>
internal static class TwilioFailure
{
    /// <summary>The error with its remedy. Twilio's own message is left out, because it may quote a phone number.</summary>
    public static OperatorException Explain(Exception exception) => new(Text(exception), exception);

    private static string Text(Exception exception) => exception switch
    {
        AuthenticationException or ApiException { Status: 401 } =>
            "Twilio rejected the credentials (401). Check the account SID, and the API key with its secret or the auth token.",
        ApiException { Status: 403 } =>
            "Twilio denied access (403). Give the API key permission to read messages, media files and alerts, and to send messages.",
        ApiException { Status: 429 } => "Twilio limits the account's requests (429). Try again later.",
        ApiException e => string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"Twilio refused a request (status {e.Status}, error {e.Code}). See https://www.twilio.com/docs/api/errors/{e.Code}."),
        _ => "Twilio's REST API cannot be reached. Check the network, and https://status.twilio.com.",
    };
}
