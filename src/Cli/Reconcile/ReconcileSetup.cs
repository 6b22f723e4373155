using MmsQueue.Operations;
using MmsQueue.Operations.Reconcile;
using MmsQueue.Shared;

namespace MmsQueue.Cli.Reconcile;

/// <summary>What a reconciliation is made of, read and checked once.</summary>
internal sealed class ReconcileSetup
{
    private readonly CommandContext _context;
    private readonly TwilioLog _log;
    private readonly RecoveryWebhook _webhook;
    private readonly MediaKey _key;
    private readonly ReconcileOptions _options;

    private ReconcileSetup(CommandContext context, TwilioLog log, RecoveryWebhook webhook, MediaKey key, ReconcileOptions options) =>
        (_context, _log, _webhook, _key, _options) = (context, log, webhook, key, options);

    /// <summary>Reads the secrets and, unless the operator names numbers, finds those that call the webhook.</summary>
    /// <exception cref="OperatorException">Something is unknown or refused.</exception>
    public static async Task<ReconcileSetup> ReadAsync(
        CommandContext context, ReconcileChoice choice, HttpClient http, CancellationToken cancellationToken)
    {
        var stack = context.Stack;
        var webhook = stack.RequiredWebhookUrl;
        var secrets = await StackSecrets.ReadAsync(stack, context.Aws, cancellationToken);

        // A real account's credentials are never sent to a simulator: only Local has both it and a secrets file.
        var local = stack.SecretsFile is null ? null : new Uri(new Uri(stack.RequiredSimulatorUrl), "/");
        var twilio = TwilioClient.Create(secrets.Twilio, context.Time, local);
        var key = new MediaKey(secrets.LinkSecret, stack.MediaKeyPrefix ?? "media");
        var options = new ReconcileOptions
        {
            AccountSid = secrets.Twilio.AccountSid,
            PublicBaseUrl = stack.RequiredPublicBaseUrl.TrimEnd('/'),
            Numbers = choice.Numbers.Count > 0
                ? choice.Numbers.ToHashSet(StringComparer.Ordinal)
                : await TwilioNumbers.CallingAsync(twilio, webhook, cancellationToken),
            MediaOrigin = local ?? ReconcileOptions.Twilio,
            Reply = choice.Reply,
            Rate = choice.Rate,
        };
        return new ReconcileSetup(
            context, new TwilioLog(twilio), new RecoveryWebhook(http, webhook, secrets.AuthToken, local), key, options);
    }

    /// <summary>The reconciliation, or one that changes nothing.</summary>
    public Reconciliation Create(bool isDryRun) => new(
        _log,
        new StoredFiles(_context.S3, _context.Stack.RequiredMediaBucket, _key),
        new ReconcileQueues(_context.Sqs, _context.Stack.RequiredMediaQueueUrl, _context.Stack.RequiredDeadLetterQueueUrl),
        _webhook,
        _key,
        _options with { IsDryRun = isDryRun },
        _context.Time);
}
