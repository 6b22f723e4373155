using MmsQueue.Operations.DeadLetters;
using MmsQueue.Operations.Reconcile;

namespace MmsQueue.Cli.Reconcile;

/// <summary>The answer of mmsq reconcile.</summary>
internal sealed record ReconcileJson(
    bool DryRun, bool Complete, bool Interrupted, string Since, string Until, int Seen, int Stored, int Pending, int DeadLettered,
    int Missing, int Recovered, int Refused, int Unreachable, int Gone, int Replies, string? Failure,
    IEnumerable<ReconciledMessage> Messages, int MessagesOmitted)
{
    public static ReconcileJson Of(ReconcileResult result)
    {
        var report = result.Report;
        var messages = report.Messages;
        return new ReconcileJson(
            result.DryRun, result.IsGood, result.IsInterrupted, DeadLetterRecord.Text(result.Since), DeadLetterRecord.Text(result.Until),
            report.Seen, report.Count(MessageState.Stored), report.Count(MessageState.Pending), report.Count(MessageState.DeadLettered),
            report.Count(MessageState.Missing), report.Count(MessageState.Recovered), report.Count(MessageState.Refused),
            report.Count(MessageState.Unreachable), report.Count(MessageState.Gone), report.Replies, result.Failure,
            messages.Select(ReconciledMessage.Of), report.Seen - report.Count(MessageState.Stored) - messages.Count);
    }
}

/// <summary>A message that is not simply stored.</summary>
internal sealed record ReconciledMessage(string Sid, string State, string Time, string? Detail, bool Replied)
{
    public static ReconciledMessage Of(MessageOutcome outcome) => new(
        outcome.Sid, ReconcileText.Name(outcome.State), DeadLetterRecord.Text(outcome.SentAt),
        outcome.Detail is "" ? null : outcome.Detail, outcome.Replied);
}
