using Microsoft.Extensions.Logging;
using MmsQueue.Operations.Reconcile;
using MmsQueue.Shared.Diagnostics;

namespace MmsQueue.Reconciler;

/// <summary>One log line and the metrics of each run, and one line for each message that was not simply stored.</summary>
internal sealed partial class ReconcilerLog(ILogger logger, EmbeddedMetrics metrics)
{
    /// <summary>A run ended.</summary>
    public void Finished(ReconcileReport report, bool isFinished, TimeSpan duration)
    {
        foreach (var message in report.Messages.Where(message => message.State is not (MessageState.Pending or MessageState.DeadLettered)))
        {
            Log.Message(logger, message.Sid, message.State.ToString(), new(" ", message.Detail), message.Replied);
        }

        var (recovered, lost) = (
            report.Count(MessageState.Recovered), report.Count(MessageState.Refused) + report.Count(MessageState.Gone));
        Log.Finished(
            logger, isFinished ? "finished" : "to be continued", report.Seen, report.Count(MessageState.Stored),
            report.Count(MessageState.Pending), report.Count(MessageState.DeadLettered), recovered,
            report.Count(MessageState.Unreachable), lost, report.Replies, duration.TotalMilliseconds);
        metrics.Put(
            reason: null,
            new Metric("MessagesSeen", report.Seen),
            new Metric("MessagesRecovered", recovered),
            new Metric("MessagesUnrecoverable", lost));
    }

    private static partial class Log
    {
        [LoggerMessage(
            1, LogLevel.Information,
            "Reconciliation {Outcome}: seen {Seen}, stored {Stored}, pending {Pending}, dead-lettered {DeadLettered}, "
            + "recovered {Recovered}, unreachable {Unreachable}, unrecoverable {Unrecoverable}, replies {Replies} "
            + "(all {DurationMs:0.#} ms)")]
        public static partial void Finished(
            ILogger logger, string outcome, int seen, int stored, int pending, int deadLettered, int recovered, int unreachable,
            int unrecoverable, int replies, double durationMs);

        [LoggerMessage(2, LogLevel.Warning, "Message {MessageSid}: {State}{Detail}, replied {Replied}")]
        public static partial void Message(ILogger logger, string messageSid, string state, Optional detail, bool replied);
    }
}
