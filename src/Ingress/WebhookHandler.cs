using System.Diagnostics;
using System.Net;
using Amazon.Lambda.APIGatewayEvents;
using MmsQueue.Shared;

namespace MmsQueue.Ingress;

/// <summary>Handles one webhook: verify, parse, write the user and the jobs in parallel, reply.</summary>
internal sealed class WebhookHandler(IngressOptions options, IUserStore users, IMediaQueue queue, IngressLog log, TimeProvider time)
{
    private readonly SignatureCheck _signature = new(options);
    private readonly ReplyText _reply = new(options);
    private readonly MediaKey _key = new(options.LinkSecret, options.MediaKeyPrefix);

    /// <summary>Answers a request before the deadline; any failure is a 503, so that Twilio retries.</summary>
    public async Task<Answer> HandleAsync(APIGatewayHttpApiV2ProxyRequest request, CancellationToken deadline)
    {
        var started = time.GetTimestamp();
        Incoming? incoming = null;
        try
        {
            incoming = Read(request);
            return incoming switch
            {
                Webhook webhook => await AcceptAsync(webhook, started, deadline),
                Refusal refusal => Refuse(refusal),
                PageRequest page => page.Page,
                _ => throw new UnreachableException(),
            };
        }
        catch (Exception e)
        {
            log.Failed(incoming as Webhook, e, outOfTime: deadline.IsCancellationRequested, time.GetElapsedTime(started));
            return Answer.Unavailable;
        }
    }

    private Incoming Read(APIGatewayHttpApiV2ProxyRequest request)
    {
        if (Route.AwayFromWebhook(request) is { } other)
        {
            return other;
        }

        var form = FormParameters.Of(request);
        var incoming = _signature.Refuse(request, form) ?? Webhook.Parse(request, form);
        return incoming is Webhook webhook && !string.Equals(webhook.AccountSid, options.TwilioAccountSid, StringComparison.Ordinal)
            ? new Refusal(HttpStatusCode.Forbidden, "foreign-account", "AccountSid is not the account that this webhook serves.")
            : incoming;
    }

    private Answer Refuse(Refusal refusal)
    {
        log.Refused(refusal);
        return refusal.ToAnswer();
    }

    private async Task<Answer> AcceptAsync(Webhook webhook, long started, CancellationToken deadline)
    {
        var jobs = Jobs(webhook);
        var written = await WriteAsync(webhook, jobs, deadline);
        log.Answered(webhook, written, time.GetElapsedTime(started));
        return Reply(webhook, jobs);
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

    // In parallel: neither needs the other, both are idempotent, and either failure gets the same answer.
    private async Task<Written> WriteAsync(Webhook webhook, List<MediaJob> jobs, CancellationToken cancellationToken)
    {
        var user = CountAsync(webhook, cancellationToken);
        var enqueue = EnqueueAsync(jobs, cancellationToken);
        // Waits for both, so that a failure of one never interrupts the other; a call that hangs is abandoned.
        await Task.WhenAll(user, enqueue).WaitAsync(cancellationToken);
        return new Written((await user).Counted, (await user).Duration, await enqueue);
    }

    private async Task<(bool Counted, TimeSpan Duration)> CountAsync(Webhook webhook, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var counted = await users.CountAsync(webhook, time.GetUtcNow(), cancellationToken);
        return (counted, time.GetElapsedTime(started));
    }

    private async Task<TimeSpan> EnqueueAsync(List<MediaJob> jobs, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        if (jobs.Count > 0)
        {
            await queue.SendAsync(jobs, cancellationToken);
        }

        return time.GetElapsedTime(started);
    }
}

/// <summary>Whether the user's message was counted now rather than earlier, and how long each write took.</summary>
internal readonly record struct Written(bool Counted, TimeSpan User, TimeSpan Enqueue);
