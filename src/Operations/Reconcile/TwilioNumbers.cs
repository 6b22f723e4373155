using Twilio.Clients;
using Twilio.Exceptions;
using Twilio.Rest.Api.V2010.Account;
using Twilio.Rest.Messaging.V1;
using PhoneNumberResource = Twilio.Rest.Messaging.V1.Service.PhoneNumberResource;

namespace MmsQueue.Operations.Reconcile;

/// <summary>Finds the numbers whose messages Twilio sends to a webhook.</summary>
public static class TwilioNumbers
{
    /// <summary>The numbers that call the webhook, themselves or through their Messaging Service, also as WhatsApp senders.</summary>
    /// <exception cref="OperatorException">None does.</exception>
    public static async Task<IReadOnlySet<string>> CallingAsync(
        ITwilioRestClient client, string webhookUrl, CancellationToken cancellationToken)
    {
        try
        {
            var numbers = await Task.Run(() => Find(client, webhookUrl.Split('#')[0]).ToList(), cancellationToken);
            return numbers.Count > 0
                ? numbers.SelectMany(number => new[] { number, "whatsapp:" + number }).ToHashSet(StringComparer.Ordinal)
                : throw new OperatorException(
                    $"No number of the account has {webhookUrl.Split('#')[0]} as its webhook. "
                    + "Set the webhook at Twilio, or name the numbers (mmsq: --number, the function: TWILIO_NUMBERS).");
        }
        catch (Exception e) when (e is TwilioException or HttpRequestException or IOException)
        {
            throw TwilioFailure.Explain(e);
        }
    }

    private static IEnumerable<string> Find(ITwilioRestClient client, string webhookUrl)
    {
        bool IsOurs(Uri? url) => url?.OriginalString.Split('#')[0] == webhookUrl;

        foreach (var number in IncomingPhoneNumberResource.Read(client: client).Where(number => IsOurs(number.SmsUrl)))
        {
            yield return number.PhoneNumber.ToString();
        }

        foreach (var service in ServiceResource.Read(client: client).Where(service => IsOurs(service.InboundRequestUrl)))
        {
            foreach (var number in PhoneNumberResource.Read(service.Sid, client: client))
            {
                yield return number.PhoneNumber.ToString();
            }
        }
    }
}
