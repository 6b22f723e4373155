using System.Net;
using Amazon.Lambda.APIGatewayEvents;
using MmsQueue.Shared;

namespace MmsQueue.Ingress;

/// <summary>One webhook: verify, parse, write the user and the jobs side by side, reply.</summary>
internal sealed class WebhookHandler(IngressOptions options, IUserStore users, IMediaQueue queue, IngressLog log, TimeProvider time)
{
    private readonly SignatureCheck _signature = new(options);
    private readonly ReplyText _reply = new(options);
    private readonly MediaKey _key = new(options.LinkSecret, options.MediaKeyPrefix);

    /// <summary>Answers a request until the deadline; whatever goes wrong meanwhile is a 503, so that Twilio tries again.</summary>
    public async Task<Answer> HandleAsync(APIGatewayHttpApiV2ProxyRequest request, CancellationToken deadline)
    {
        var started = time.GetTimestamp();
        Webhook? webhook = null;
        try
        {
            if (Route.PendingPage(request) is { } page)
            {
                return page;
            }

            if (Refuse(request, out webhook) is { } refusal)
            {
                log.Refused(refusal);
                return refusal.ToAnswer();
            }

            var jobs = Jobs(webhook!);
            var written = await WriteAsync(webhook!, jobs, deadline);
            log.Answered(webhook!, written, time.GetElapsedTime(started));
            return Reply(webhook!, jobs);
        }
        catch (Exception e)
        {
            log.Failed(webhook, e, outOfTime: deadline.IsCancellationRequested, time.GetElapsedTime(started));
            return Answer.Unavailable;
        }
    }

    private Refusal? Refuse(APIGatewayHttpApiV2ProxyRequest request, out Webhook? webhook)
    {
        webhook = null;
        if (Route.Refuse(request) is { } refusal)
        {
            return refusal;
        }

        var form = FormParameters.Of(request);
        if (_signature.Refuse(request, form) is { } forbidden)
        {
            return forbidden;
        }

        if (Webhook.Parse(request, form, out webhook) is { } malformed)
        {
            return malformed;
        }

        return string.Equals(webhook!.AccountSid, options.TwilioAccountSid, StringComparison.Ordinal)
            ? null
            : new Refusal(HttpStatusCode.Forbidden, "foreign-account", "AccountSid is not the account that this webhook serves.");
    }

    private Answer Reply(Webhook webhook, List<MediaJob> jobs) => Answer.TwiML(
        webhook.IsKeyword ? ReplyText.Silence
        : jobs.Count == 0 ? _reply.NoMedia()
        : _reply.Media(jobs.Select(job => $"{options.PublicBaseUrl}/{job.Key}")));

    private List<MediaJob> Jobs(Webhook webhook)
    {
        var receivedAt = time.GetUtcNow();
        return
        [
            .. webhook.Media.Select((media, index) => MediaJob.Create(
                webhook.AccountSid,
                webhook.MessageSid,
                index,
                media.Url,
                media.ContentType,
                _key.For(webhook.From, webhook.MessageSid, index, media.ContentType),
                receivedAt)),
        ];
    }

    // Side by side: neither needs the other, both are idempotent, and a failure of either is answered alike.
    private async Task<Written> WriteAsync(Webhook webhook, List<MediaJob> jobs, CancellationToken cancellationToken)
    {
        var user = TimedAsync(() => users.CountAsync(webhook, time.GetUtcNow(), cancellationToken));
        var enqueue = TimedAsync(() => EnqueueAsync(jobs, cancellationToken));
        // Both to the end, so that a failure of one never cuts the other short; a call that hangs is left behind.
        await Task.WhenAll(user, enqueue).WaitAsync(cancellationToken);
        return new Written((await user).Result, (await user).Duration, (await enqueue).Duration);
    }

    private async Task<bool> EnqueueAsync(List<MediaJob> jobs, CancellationToken cancellationToken)
    {
        if (jobs.Count > 0)
        {
            await queue.SendAsync(jobs, cancellationToken);
        }

        return true;
    }

    private async Task<(T Result, TimeSpan Duration)> TimedAsync<T>(Func<Task<T>> call)
    {
        var started = time.GetTimestamp();
        var result = await call();
        return (result, time.GetElapsedTime(started));
    }
}

/// <summary>What was written for a webhook, and how long each write took; not counted when it was counted before.</summary>
internal readonly record struct Written(bool Counted, TimeSpan User, TimeSpan Enqueue);
