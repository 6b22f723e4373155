using System.Net;
using MmsQueue.Shared;
using MmsQueue.Worker.Fetch;
using MmsQueue.Worker.Queue;
using MmsQueue.Worker.Store;

namespace MmsQueue.Worker;

/// <summary>One job: fetch and store its media, or say why not.</summary>
internal sealed class MediaJobHandler(
    WorkerOptions options, IMediaFetcher fetcher, IMediaStore store, IJobQueue queue, TryPolicy tries, WorkerLog log, TimeProvider time)
{
    /// <summary>True when the record is to be acknowledged: its media is behind the link, or its job in the dead-letter queue.</summary>
    public async Task<bool> HandleAsync(ReceivedJob received, Deadline deadline)
    {
        var progress = new Progress { Started = time.GetTimestamp() };
        MediaJob? job = null;
        try
        {
            job = Decode(received);
            var stored = await StoreAsync(job, received, progress, deadline);
            log.Stored(job, received, stored, progress, time.GetUtcNow() - job.ReceivedAt);
            await DeleteAtTwilioAsync(job, stored, deadline);
            return true;
        }
        catch (Exception e)
        {
            // Time that ran out in a pause says less than the failure before it.
            var failure = e is OperationCanceledException && progress.LastFailure is { } last ? last : Sort(e, job, progress);
            return await SettleAsync(received, job, failure, progress, deadline);
        }
    }

    private MediaJob Decode(ReceivedJob received)
    {
        var job = MediaJob.Parse(received.Body);
        return job.Key.StartsWith(options.MediaKeyPrefix + "/", StringComparison.Ordinal)
            ? job
            : throw new MediaJobException(FailureReason.MalformedJob, "key is not below MEDIA_KEY_PREFIX");
    }

    private Task<StoredMedia> StoreAsync(MediaJob job, ReceivedJob received, Progress progress, Deadline deadline) =>
        tries.ExecuteAsync(
            token => TryAsync(job, received, progress, token),
            e =>
            {
                var failure = Sort(e, job, progress);
                progress.LastFailure = e is OperationCanceledException ? progress.LastFailure : failure;
                return failure;
            },
            deadline);

    // Download and store are one try: a network stream cannot be replayed.
    private async Task<StoredMedia> TryAsync(MediaJob job, ReceivedJob received, Progress progress, CancellationToken cancellationToken)
    {
        progress.Tries++;
        if (received.WasReceivedBefore && await store.ExistsAsync(job.Key, cancellationToken))
        {
            return StoredMedia.Before;
        }

        var started = time.GetTimestamp();
        try
        {
            await using var media = await fetcher.OpenAsync(job.MediaUrl, cancellationToken);
            progress.Download = time.GetElapsedTime(started);
            var stored = await store.PutAsync(job, media, cancellationToken);
            progress.Store = time.GetElapsedTime(started) - progress.Download;
            return stored;
        }
        catch (MediaResponseException e) when (e.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            // Deleted at Twilio after it was stored, by us or by somebody else.
            if (await store.ExistsAsync(job.Key, cancellationToken))
            {
                return StoredMedia.Before;
            }

            progress.NotFound++;
            throw;
        }
    }

    private async Task<bool> SettleAsync(ReceivedJob received, MediaJob? job, Failure failure, Progress progress, Deadline deadline)
    {
        var isLast = received.ReceiveCount >= options.MaxReceiveCount || !received.CanComeAgain;
        var reason = failure.Reason ?? (isLast ? failure.AtLast : null);
        try
        {
            await (reason is { } permanent
                ? queue.DeadLetterAsync(received, permanent, failure.Detail, deadline.End)
                : queue.DelayAsync(received, failure.RetryAfter, deadline.End));
            log.Failed(job, received, failure, reason, progress, time.GetElapsedTime(progress.Started));
            return reason is not null;
        }
        catch (Exception e)
        {
            // Whatever it was: the record stays on the media queue, where it is safe, and the others of the batch go on.
            log.NotSettled(job, received, failure, Failure.Of(e));
            return false;
        }
    }

    private async Task DeleteAtTwilioAsync(MediaJob job, StoredMedia stored, Deadline deadline)
    {
        if (!options.DeleteMediaAtTwilio || stored.WasThere)
        {
            return;
        }

        if (!stored.IsAs(job.ContentType))
        {
            log.NotDeleted(job, "it is stored under another type than Twilio declared");
            return;
        }

        try
        {
            await fetcher.DeleteAsync(job.MediaUrl, deadline.Work);
        }
        catch (Exception e)
        {
            // Whatever it was: the media is stored, and its job done.
            log.NotDeleted(job, Failure.Of(e).Detail);
        }
    }

    // A stray 404 after a backlog is no proof: each try of this receive must have seen it.
    private Failure Sort(Exception exception, MediaJob? job, Progress progress)
    {
        var isOld = job is not null && time.GetUtcNow() - job.ReceivedAt > options.NotFoundGrace;
        return Failure.Of(exception, isGone: isOld && progress.NotFound >= options.MaxTries);
    }

    /// <summary>A job's tries so far: how many, how many of them saw a 404, and why the last one failed.</summary>
    /// <remarks>Durations are the last try's, up to the media's first byte and from there.</remarks>
    internal sealed class Progress
    {
        public long Started { get; init; }

        public int Tries { get; set; }

        public int NotFound { get; set; }

        public Failure? LastFailure { get; set; }

        public TimeSpan Download { get; set; }

        public TimeSpan Store { get; set; }
    }
}
