using Amazon.SQS;
using MmsQueue.Operations.DeadLetters;
using MmsQueue.Operations.Queues;
using MmsQueue.Shared;

namespace MmsQueue.Operations.Reconcile;

/// <summary>The queues that tell whether a media file may still be on its way.</summary>
/// <param name="Sqs">The client.</param>
/// <param name="MediaQueueUrl">URL of the media queue.</param>
/// <param name="DeadLetterQueueUrl">URL of the dead-letter queue.</param>
public sealed record ReconcileQueues(IAmazonSQS Sqs, string MediaQueueUrl, string DeadLetterQueueUrl);

/// <summary>Compares Twilio's log with what is stored, and recovers the messages that the webhook never received.</summary>
/// <remarks>
/// One instance is one run. Everything it decides on is read from Twilio, S3 and SQS, so a run that is killed is continued by the next.
/// A message is recovered by the ordinary webhook and by nothing else.
/// </remarks>
public sealed class Reconciliation(
    TwilioLog twilio, StoredFiles stored, ReconcileQueues queues, RecoveryWebhook webhook, MediaKey key, ReconcileOptions options,
    TimeProvider time)
{
    private readonly Recovery _recovery = new(twilio, webhook, key, options, time);
    private bool? _isBusy;

    /// <summary>Reconciles the messages that Twilio received in a period, and adds them to the report. One period at a time.</summary>
    /// <param name="from">The period's start.</param>
    /// <param name="until">The period's end.</param>
    /// <param name="report">Is completed as the run goes on.</param>
    /// <param name="settled">Returns true for a period that was found complete before with these messages, so that it is skipped.</param>
    /// <param name="cancellationToken">Stops the run; the next one continues it.</param>
    /// <returns>The digest of the messages found, for the next <paramref name="settled"/>; null if some need another run.</returns>
    /// <exception cref="OperatorException">Twilio, AWS or the webhook refuses the credentials.</exception>
    public async Task<string?> RunAsync(
        DateTimeOffset from, DateTimeOffset until, ReconcileReport report, Func<string, bool>? settled,
        CancellationToken cancellationToken)
    {
        var failed = await twilio.FailedWebhooksAsync(from, until + options.MediaDelay, cancellationToken);
        var page = await ReadAsync(from, until, failed, cancellationToken);
        var digest = PeriodDigest.Of(page.Messages);
        if (settled?.Invoke(digest) == true)
        {
            return digest;
        }

        // Read once, before the bucket: what an empty queue no longer holds, the bucket or the dead-letter queue holds by now.
        // Later, it holds this run's own recoveries.
        _isBusy ??= (await QueueAttributes.DepthAsync(queues.Sqs, queues.MediaQueueUrl, cancellationToken)).Total > 0;
        var dead = new Lazy<Task<DeadLetteredMedia>>(() => DeadLetteredMedia.ReadAsync(Letters(), cancellationToken));
        var sent = _recovery.LinksIn(page.Replies);
        var isSettled = true;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(page.Messages, parallel, async (message, token) =>
        {
            var outcome = await ReconcileAsync(message, failed, dead, sent, token);
            report.Add(outcome);
            if (outcome.State is MessageState.Pending or MessageState.Missing or MessageState.Unreachable or MessageState.Recovered)
            {
                Volatile.Write(ref isSettled, false);
            }
        });
        return isSettled ? digest : null;
    }

    private DeadLetterReader Letters() => new(queues.Sqs, queues.DeadLetterQueueUrl, time, TimeSpan.FromMinutes(1));

    // Twilio's list may lack a message whose webhook failed, but its alerts name it.
    private async Task<TwilioLogPage> ReadAsync(
        DateTimeOffset from, DateTimeOffset until, IReadOnlyDictionary<string, string> failed, CancellationToken cancellationToken)
    {
        var page = await twilio.ReadAsync(from, until, cancellationToken);
        var messages = page.Messages.ToDictionary(message => message.Sid, StringComparer.Ordinal);
        foreach (var sid in failed.Keys.Where(sid => !messages.ContainsKey(sid)))
        {
            if (await twilio.FindAsync(sid, cancellationToken) is { } message && message.SentAt >= from && message.SentAt < until)
            {
                messages[sid] = message;
            }
        }

        return page with { Messages = [.. messages.Values.Where(message => options.Numbers.Contains(message.To))] };
    }

    private async Task<MessageOutcome> ReconcileAsync(
        TwilioMessage message,
        IReadOnlyDictionary<string, string> failed,
        Lazy<Task<DeadLetteredMedia>> dead,
        IReadOnlySet<string> sent,
        CancellationToken cancellationToken)
    {
        var check = await CheckAsync(message, dead, cancellationToken);
        var form = check.Missing.Count > 0 && failed.TryGetValue(message.Sid, out var alert)
            ? WebhookForm.Parse(await twilio.FormAsync(alert, cancellationToken), message)
            : null;
        var isUncertain = _isBusy == true || (dead.IsValueCreated && (await dead.Value).IsPartial);
        var state = StateOf(check, mayBeOnItsWay: isUncertain && form is null);
        if (state == MessageState.Missing && !options.IsDryRun)
        {
            return await _recovery.RunAsync(check, form, cancellationToken);
        }

        var isUnanswered = state is MessageState.Stored or MessageState.DeadLettered
            && await _recovery.IsUnansweredAsync(check, sent, cancellationToken);
        return isUnanswered && await _recovery.RunAsync(check, form: null, cancellationToken) is { Replied: true } replied
            ? replied
            : check.Outcome(state);
    }

    private async Task<MessageCheck> CheckAsync(
        TwilioMessage message, Lazy<Task<DeadLetteredMedia>> dead, CancellationToken cancellationToken)
    {
        var media = await twilio.MediaAsync(message.Sid, cancellationToken);
        var check = new MessageCheck(message, media, await stored.FindAsync(message, media, cancellationToken), []);
        return check.Missing.Count == 0 && check.GoneCount == 0
            ? check
            : check with { Dead = [.. (await dead.Value).Of(message.Sid)] };
    }

    private MessageState StateOf(MessageCheck check, bool mayBeOnItsWay)
    {
        var age = time.GetUtcNow() - check.Message.SentAt;
        if (check.Missing.Count > 0)
        {
            return mayBeOnItsWay && age < options.LongestWay ? MessageState.Pending : MessageState.Missing;
        }

        return check.GoneCount > 0 ? (age < options.MediaDelay ? MessageState.Pending : MessageState.Gone)
            : check.Dead.Count > 0 ? MessageState.DeadLettered
            : MessageState.Stored;
    }
}
