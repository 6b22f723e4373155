using MmsQueue.Operations.Reconcile;

namespace MmsQueue.Cli.Reconcile;

/// <summary>One reconciliation. Without --yes or --dry-run, it starts with a dry run and prompts.</summary>
internal sealed class ReconcileRun(CommandContext context, ReconcileChoice choice)
{
    // As long as Twilio waits for a webhook.
    private static readonly TimeSpan WebhookTimeout = TimeSpan.FromSeconds(15);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = WebhookTimeout };
        var setup = await ReconcileSetup.ReadAsync(context, choice, http, cancellationToken);
        var result = await CheckAsync(setup, choice.DryRun || !choice.Yes, cancellationToken);
        if (!choice.DryRun && !choice.Yes && NeedsRun(result))
        {
            if (!Confirm(result))
            {
                context.Screen.Fail("Nothing was changed.");
                return 1;
            }

            cancellationToken.ThrowIfCancellationRequested();
            result = await CheckAsync(setup, isDryRun: false, cancellationToken);
        }

        ReconcileText.Write(context.Screen, result);
        return result.IsGood ? 0 : 1;
    }

    private Task<ReconcileResult> CheckAsync(ReconcileSetup setup, bool isDryRun, CancellationToken cancellationToken)
    {
        var now = context.Time.GetUtcNow();
        var pass = new ReconcilePass(setup.Create(isDryRun), now - choice.Since, now - choice.Until);
        return pass.RunAsync(context.Screen, isDryRun, cancellationToken);
    }

    // A dry run does not look for missing replies.
    private bool NeedsRun(ReconcileResult preview) =>
        preview is { IsInterrupted: false, Failure: null, Report: var report }
        && (report.Count(MessageState.Missing) > 0 || (choice.Reply && report.Seen > 0));

    private bool Confirm(ReconcileResult preview)
    {
        if (!context.Screen.IsJson)
        {
            ReconcileText.WriteTables(context.Screen, preview);
        }

        return context.Screen.Confirm(ReconcileText.Question(preview.Report.Count(MessageState.Missing), choice.Reply));
    }
}
