using Microsoft.Extensions.Logging;
using MmsQueue.Shared;
using MmsQueue.Shared.Diagnostics;
using MmsQueue.Worker.Queue;
using MmsQueue.Worker.Store;

namespace MmsQueue.Worker;

/// <summary>One log line and the metrics of each job.</summary>
internal sealed partial class WorkerLog(ILogger logger, EmbeddedMetrics metrics)
{
    /// <summary>A media file is behind its link.</summary>
    public void Stored(MediaJob job, ReceivedJob received, Copy copy, int tries, TimeSpan latency)
    {
        var stored = copy.Media;
        Log.Stored(
            logger, job.MessageSid, job.MediaIndex, stored.WasThere ? "already-stored" : "stored", stored.Bytes,
            new(" of ", stored.ContentType), new(", named ", MediaType.Essence(job.ContentType)), tries, received.ReceiveCount,
            copy.Download.TotalMilliseconds, copy.Store.TotalMilliseconds, new(", trace ", received.TraceHeader));
        if (!stored.WasThere)
        {
            metrics.Put(
                reason: null,
                new Metric("MediaStored", 1),
                new Metric("MediaBytes", stored.Bytes, "Bytes"),
                new Metric("MediaRetried", tries - 1),
                new Metric("MediaMislabelled", IsMislabelled(job, stored) ? 1 : 0),
                new Metric("StoreLatency", latency.TotalMilliseconds, "Milliseconds"));
        }
    }

    /// <summary>A job failed: it is retried later, or, with a reason, is in the dead-letter queue.</summary>
    public void Failed(MediaJob? job, ReceivedJob received, Attempt last, FailureReason? reason, TimeSpan duration)
    {
        var outcome = reason is null ? "retried-later" : "dead-lettered";
        if (job is null)
        {
            Log.InvalidJob(
                logger, received.MessageId, outcome, new(" ", reason?.ToCode()), last.Failure.Detail, received.ReceiveCount,
                new(", trace ", received.TraceHeader));
        }
        else
        {
            Log.Failed(
                logger, job.MessageSid, job.MediaIndex, outcome, new(" ", reason?.ToCode()), last.Failure.Detail, last.Tries,
                received.ReceiveCount, duration.TotalMilliseconds, received.MessageId, new(", trace ", received.TraceHeader));
        }

        var retries = new Metric("MediaRetried", Math.Max(0, last.Tries - 1));
        if (reason is null)
        {
            metrics.Put(reason: null, retries);
        }
        else
        {
            metrics.Put(reason.Value.ToCode(), new Metric("MediaDeadLettered", 1), retries);
        }
    }

    /// <summary>SQS refused to delay or to dead-letter a failed job, which stays on the media queue.</summary>
    public void NotSettled(MediaJob? job, ReceivedJob received, Failure failure, Failure refusal) =>
        Log.NotSettled(
            logger, received.MessageId, failure.Detail, received.ReceiveCount,
            new(", media ", job?.MediaIndex), new(" of ", job?.MessageSid), refusal.Detail);

    /// <summary>A stored media file was not deleted at Twilio.</summary>
    public void NotDeleted(MediaJob job, string cause)
    {
        Log.NotDeleted(logger, job.MessageSid, job.MediaIndex, cause);
        metrics.Put(reason: null, new Metric("MediaNotDeleted", 1));
    }

    /// <summary>Media files are fetched from other origins than Twilio.</summary>
    public void ExtraOrigins(IEnumerable<Uri> origins) => Log.ExtraOrigins(logger, string.Join(", ", origins));

    // MPEG video and types without an extension are not detected by their first bytes.
    private static bool IsMislabelled(MediaJob job, StoredMedia stored) =>
        stored.ContentType is null ? MediaType.Extension(job.ContentType) is not ("mpeg" or "bin") : !stored.IsAs(job.ContentType);

    private static partial class Log
    {
        [LoggerMessage(
            1, LogLevel.Information,
            "Media {MediaIndex} of {MessageSid}: {Outcome}, {Bytes} bytes{ContentType}{SourceType}, try {Tries}, receive {ReceiveCount}, "
            + "download {DownloadMs:0.#} ms, store {StoreMs:0.#} ms{Trace}")]
        public static partial void Stored(
            ILogger logger, string messageSid, int mediaIndex, string outcome, long bytes, Optional contentType, Optional sourceType,
            int tries, int receiveCount, double downloadMs, double storeMs, Optional trace);

        [LoggerMessage(
            2, LogLevel.Warning,
            "Media {MediaIndex} of {MessageSid}: {Outcome}{Reason}, {Detail} (try {Tries}, receive {ReceiveCount}, "
            + "after {DurationMs:0.#} ms, SQS message {SqsMessageId}{Trace})")]
        public static partial void Failed(
            ILogger logger, string messageSid, int mediaIndex, string outcome, Optional reason, string detail,
            int tries, int receiveCount, double durationMs, string? sqsMessageId, Optional trace);

        [LoggerMessage(
            6, LogLevel.Warning,
            "SQS message {SqsMessageId} is not a valid job: {Outcome}{Reason}, {Detail} (receive {ReceiveCount}{Trace})",
            EventName = nameof(Failed))]
        public static partial void InvalidJob(
            ILogger logger, string? sqsMessageId, string outcome, Optional reason, string detail, int receiveCount, Optional trace);

        [LoggerMessage(
            3, LogLevel.Error,
            "SQS message {SqsMessageId} failed ({Detail}, receive {ReceiveCount}{MediaIndex}{MessageSid}) "
            + "and stays on the media queue until its visibility timeout ends, because SQS refused to settle it: {Cause}")]
        public static partial void NotSettled(
            ILogger logger, string? sqsMessageId, string detail, int receiveCount, Optional mediaIndex, Optional messageSid, string cause);

        [LoggerMessage(4, LogLevel.Warning, "Media {MediaIndex} of {MessageSid} is stored but not deleted at Twilio: {Cause}")]
        public static partial void NotDeleted(ILogger logger, string messageSid, int mediaIndex, string cause);

        [LoggerMessage(5, LogLevel.Warning, "EXTRA_MEDIA_ORIGINS is set, for local use and tests only: {Origins}")]
        public static partial void ExtraOrigins(ILogger logger, string origins);
    }
}
