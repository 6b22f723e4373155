using System.Globalization;
using MmsQueue.Shared;
using Twilio.Base;
using Twilio.Clients;
using Twilio.Exceptions;
using Twilio.Rest.Api.V2010.Account;
using Twilio.Rest.Api.V2010.Account.Message;
using Twilio.Rest.Monitor.V1;

namespace MmsQueue.Operations.Reconcile;

/// <summary>Reads what Twilio's REST API keeps about messages, and sends a reply.</summary>
/// <remarks>
/// Twilio promises neither an order of messages nor more than a day's precision of its time filters, so both are checked here.
/// Its library fetches the pages of a list synchronously.
/// </remarks>
public sealed class TwilioLog(ITwilioRestClient client)
{
    private const int PageSize = 1000;
    private const int OptedOut = 21610;

    // A reply follows its message within the webhook's 15 seconds.
    private static readonly TimeSpan TimeToReply = TimeSpan.FromMinutes(1);

    /// <summary>The incoming messages with media files from a period, and the texts sent in it.</summary>
    public Task<TwilioLogPage> ReadAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) => CallAsync(
        () =>
        {
            var messages = new Dictionary<string, TwilioMessage>(StringComparer.Ordinal);
            var replies = new List<string>();
            var options = new ReadMessageOptions
            {
                DateSentAfter = from.UtcDateTime, DateSentBefore = (until + TimeToReply).UtcDateTime, PageSize = PageSize,
            };
            foreach (var message in Each(MessageResource.Read(options, client), cancellationToken))
            {
                if (message.Direction != MessageResource.DirectionEnum.Inbound)
                {
                    replies.Add(message.Body ?? "");
                }
                else if (ToMessage(message) is { MediaCount: > 0 } inbound && inbound.SentAt >= from && inbound.SentAt < until)
                {
                    messages[inbound.Sid] = inbound;
                }
            }

            return new TwilioLogPage([.. messages.Values], replies);
        },
        cancellationToken);

    /// <summary>An incoming message; null if it does not exist, has no media files, or is outgoing.</summary>
    public Task<TwilioMessage?> FindAsync(string messageSid, CancellationToken cancellationToken) => CallAsync(
        () =>
        {
            try
            {
                var message = MessageResource.Fetch(messageSid, client: client);
                return message.Direction == MessageResource.DirectionEnum.Inbound && ToMessage(message) is { MediaCount: > 0 } inbound
                    ? inbound
                    : null;
            }
            catch (ApiException e) when (e.Status == 404)
            {
                return null;
            }
        },
        cancellationToken);

    /// <summary>The media files that a message has now, ordered by SID; empty for some seconds after its arrival.</summary>
    public Task<IReadOnlyList<TwilioMedia>> MediaAsync(
        string messageSid, CancellationToken cancellationToken) => CallAsync<IReadOnlyList<TwilioMedia>>(
        () =>
        {
            try
            {
                return
                [
                    .. Each(MediaResource.Read(messageSid, pageSize: PageSize, client: client), cancellationToken)
                        .Where(media => Sid.IsMedia(media.Sid))
                        .Select(media => new TwilioMedia(media.Sid, media.ContentType ?? ""))
                        .OrderBy(media => media.Sid, StringComparer.Ordinal),
                ];
            }
            catch (ApiException e) when (e.Status == 404)
            {
                return [];
            }
        },
        cancellationToken);

    /// <summary>The messages whose webhook failed in a period, each with the SID of an alert about it.</summary>
    /// <remarks>Source: Twilio's error dictionary: 11xxx are failures to call a webhook, 12xxx unusable responses.</remarks>
    public Task<IReadOnlyDictionary<string, string>> FailedWebhooksAsync(
        DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) => CallAsync<IReadOnlyDictionary<string, string>>(
        () =>
        {
            var failed = new Dictionary<string, string>(StringComparer.Ordinal);
            var alerts = AlertResource.Read(startDate: from.UtcDateTime, endDate: until.UtcDateTime, pageSize: PageSize, client: client);
            foreach (var alert in Each(alerts, cancellationToken))
            {
                if (alert.ErrorCode is ['1', '1' or '2', _, _, _] && Sid.IsMessage(alert.ResourceSid))
                {
                    failed.TryAdd(alert.ResourceSid, alert.Sid);
                }
            }

            return failed;
        },
        cancellationToken);

    /// <summary>The form of a failed webhook as Twilio sent it; empty if Twilio did not keep it.</summary>
    public Task<string> FormAsync(string alertSid, CancellationToken cancellationToken) =>
        CallAsync(() => AlertResource.Fetch(alertSid, client).RequestVariables ?? "", cancellationToken);

    /// <summary>Whether a message that contains one of the links was sent to the sender since then.</summary>
    public Task<bool> WasAnsweredAsync(
        TwilioMessage message, IReadOnlyList<string> links, CancellationToken cancellationToken) => CallAsync(
        () =>
        {
            var options = new ReadMessageOptions { To = message.From, DateSentAfter = message.SentAt.UtcDateTime, PageSize = PageSize };
            return Each(MessageResource.Read(options, client), cancellationToken)
                .Any(sent => links.Any(link => sent.Body?.Contains(link, StringComparison.Ordinal) == true));
        },
        cancellationToken);

    /// <summary>Sends a reply; false if the person has opted out.</summary>
    public async Task<bool> ReplyAsync(TwilioMessage message, string text, CancellationToken cancellationToken)
    {
        try
        {
            await CallAsync(
                () => MessageResource.Create(to: message.From, from: message.To, body: text, client: client), cancellationToken);
            return true;
        }
        catch (OperatorException e) when (e.InnerException is ApiException { Code: OptedOut })
        {
            return false;
        }
    }

    private static TwilioMessage ToMessage(MessageResource message) => new(
        message.Sid,
        message.From?.ToString() ?? "",
        message.To ?? "",
        message.Body ?? "",
        int.TryParse(message.NumMedia, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0,
        message.MessagingServiceSid,
        Utc(message.DateSent ?? message.DateCreated));

    private static DateTimeOffset Utc(DateTime? time) =>
        time is { } known ? new DateTimeOffset(DateTime.SpecifyKind(known, DateTimeKind.Utc)) : DateTimeOffset.MinValue;

    private static IEnumerable<T> Each<T>(ResourceSet<T> all, CancellationToken cancellationToken)
        where T : Resource
    {
        foreach (var one in all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return one;
        }
    }

    private static async Task<T> CallAsync<T>(Func<T> call, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(call, cancellationToken);
        }
        catch (Exception e) when (e is TwilioException or HttpRequestException or IOException)
        {
            throw TwilioFailure.Explain(e);
        }
    }
}
