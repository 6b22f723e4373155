using System.Globalization;
using MmsQueue.Shared;

namespace MmsQueue.Operations.Reconcile;

/// <summary>Sends missing messages to the webhook, and their senders the links.</summary>
internal sealed class Recovery(TwilioLog twilio, RecoveryWebhook webhook, MediaKey key, ReconcileOptions options, TimeProvider time)
{
    private const int MostFailuresInARow = 5;

    private readonly Lock _pace = new();
    private DateTimeOffset _nextRecovery;
    private int _failuresInARow;

    /// <summary>
    /// Posts a message's webhook again, in the form that Twilio used or a rebuilt one, and replies to the sender if nobody has.
    /// </summary>
    /// <exception cref="OperatorException">The webhook rejects the signature, or fails again and again.</exception>
    public async Task<MessageOutcome> RunAsync(MessageCheck check, WebhookForm? form, CancellationToken cancellationToken)
    {
        await PaceAsync(cancellationToken);
        form ??= WebhookForm.Rebuild(options.MediaOrigin, options.AccountSid, check.Message, check.InOrder());
        var response = await webhook.PostAsync(form, cancellationToken);
        var state = StateOf(response);
        if (state == MessageState.Unreachable && Interlocked.Increment(ref _failuresInARow) >= MostFailuresInARow)
        {
            throw new OperatorException(
                $"The webhook failed {MostFailuresInARow} times in a row (last status: {Status(response)}). See the ingress's log. "
                + "Nothing is lost: the next run tries again.");
        }

        if (state != MessageState.Unreachable)
        {
            Volatile.Write(ref _failuresInARow, 0);
        }

        var replied = state == MessageState.Recovered && response.Reply is { } text && await ReplyAsync(check, text, cancellationToken);
        return check.Outcome(state, state == MessageState.Recovered ? "" : $"status {Status(response)}", replied);
    }

    private static MessageState StateOf(WebhookResponse response) => response.Status switch
    {
        >= 200 and < 300 => MessageState.Recovered,
        403 => throw new OperatorException(
            "The webhook rejected our signature (403): the auth token here is not the one that the ingress checks, or WEBHOOK_URL differs. "
            + "Compare both, then run again."),
        >= 400 and < 500 and not (408 or 429) => MessageState.Refused,
        _ => MessageState.Unreachable,
    };

    private static string Status(WebhookResponse response) =>
        response.Status?.ToString(CultureInfo.InvariantCulture) ?? "no response";

    /// <summary>The links in texts, each up to its extension.</summary>
    public IReadOnlySet<string> LinksIn(IEnumerable<string> texts) => texts.SelectMany(text => text.Split(' ', '\n'))
        .Where(word => word.StartsWith(options.PublicBaseUrl, StringComparison.Ordinal))
        .Select(word => word[..(word.LastIndexOf('.') + 1)])
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether the sender should have a reply and got none. <paramref name="sent"/> are the links sent about that time.</summary>
    public async Task<bool> IsUnansweredAsync(MessageCheck check, IReadOnlySet<string> sent, CancellationToken cancellationToken) =>
        options.Reply && !options.IsDryRun && IsYoung(check.Message)
        && !Links(check).Exists(sent.Contains)
        && !await twilio.WasAnsweredAsync(check.Message, Links(check), cancellationToken);

    private async Task<bool> ReplyAsync(MessageCheck check, string text, CancellationToken cancellationToken) =>
        options.Reply && IsYoung(check.Message)
        && !await twilio.WasAnsweredAsync(check.Message, Links(check), cancellationToken)
        && await twilio.ReplyAsync(check.Message, text, cancellationToken);

    private bool IsYoung(TwilioMessage message) => time.GetUtcNow() - message.SentAt < options.OldestReply;

    // Without their extensions, which the type that Twilio lists decides.
    private List<string> Links(MessageCheck check) =>
    [
        .. Enumerable.Range(0, check.Message.MediaCount).Select(index => Path.ChangeExtension(
            $"{options.PublicBaseUrl}/{key.For(check.Message.From, check.Message.Sid, index, MediaType.Unknown)}", ".")),
    ];

    private Task PaceAsync(CancellationToken cancellationToken)
    {
        lock (_pace)
        {
            var now = time.GetUtcNow();
            var start = _nextRecovery > now ? _nextRecovery : now;
            _nextRecovery = start + TimeSpan.FromSeconds(1 / options.Rate);
            return Task.Delay(start - now, time, cancellationToken);
        }
    }
}
