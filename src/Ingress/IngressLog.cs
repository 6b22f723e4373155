using Microsoft.Extensions.Logging;
using MmsQueue.Shared.Diagnostics;

namespace MmsQueue.Ingress;

/// <summary>Writes one log line and the metrics of each webhook. Of the input, only the SID and the number of media files.</summary>
internal sealed partial class IngressLog(ILogger logger, EmbeddedMetrics metrics)
{
    /// <summary>A webhook was written and answered 2xx.</summary>
    public void Answered(Webhook webhook, Written written, TimeSpan duration)
    {
        var outcome = webhook.IsKeyword ? "keyword" : written.Counted ? "accepted" : "accepted-again";
        Log.Answered(
            logger,
            webhook.MessageSid,
            webhook.Media.Count,
            outcome,
            written.User.TotalMilliseconds,
            written.Enqueue.TotalMilliseconds,
            duration.TotalMilliseconds);
        metrics.Put(reason: null, new Metric("Webhooks", 1), new Metric("MediaEnqueued", webhook.Media.Count));
    }

    /// <summary>A request was answered 4xx.</summary>
    public void Refused(Refusal refusal)
    {
        Log.Refused(logger, refusal.Code, (int)refusal.Status);
        metrics.Put(refusal.Code, new Metric("WebhooksRefused", 1));
    }

    /// <summary>A request was answered 503; its webhook is null when the failure came before parsing.</summary>
    public void Failed(Webhook? webhook, Exception exception, bool outOfTime, TimeSpan duration)
    {
        Log.Failed(
            logger, new(" ", webhook?.MessageSid), new(", media files: ", webhook?.Media.Count), outOfTime ? "out-of-time" : "failed",
            duration.TotalMilliseconds, exception);
        metrics.Put(reason: null, new Metric("Webhooks", 1), new Metric("IngressFailures", 1));
    }

    private static partial class Log
    {
        [LoggerMessage(
            1, LogLevel.Information,
            "Webhook {MessageSid}: {Outcome}, media files: {MediaCount} "
            + "(user {UserMs:0.#} ms, enqueue {EnqueueMs:0.#} ms, all {DurationMs:0.#} ms)")]
        public static partial void Answered(
            ILogger logger, string messageSid, int mediaCount, string outcome, double userMs, double enqueueMs, double durationMs);

        [LoggerMessage(2, LogLevel.Warning, "Webhook refused: {Reason} ({Status})")]
        public static partial void Refused(ILogger logger, string reason, int status);

        [LoggerMessage(3, LogLevel.Error, "Webhook{MessageSid} answered 503: {Outcome} after {DurationMs:0.#} ms{MediaCount}")]
        public static partial void Failed(
            ILogger logger, Optional messageSid, Optional mediaCount, string outcome, double durationMs, Exception exception);
    }
}
