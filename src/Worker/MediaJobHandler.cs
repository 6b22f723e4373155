using MmsQueue.Shared;
using MmsQueue.Worker.Fetch;
using MmsQueue.Worker.Queue;
using MmsQueue.Worker.Store;

namespace MmsQueue.Worker;

/// <summary>Handles one job: fetches and stores its media file, or settles the failure.</summary>
internal sealed class MediaJobHandler(
    WorkerOptions options, IMediaFetcher fetcher, IMediaStore store, IJobQueue queue, TryPolicy tries, WorkerLog log, TimeProvider time)
{
    /// <summary>
    /// True when the record can be acknowledged: the media file is behind its link, or the job is in the dead-letter queue.
    /// </summary>
    public async Task<bool> HandleAsync(ReceivedJob received, Deadline deadline)
    {
        var started = time.GetTimestamp();
        try
        {
            var job = Decode(received);
            var last = await tries.ExecuteAsync(previous => TryAsync(job, received, previous, deadline), deadline.Work);
            if (last.Copy is not { } copy)
            {
                return await SettleAsync(received, job, last, started, deadline);
            }

            log.Stored(job, received, copy, last.Tries, time.GetUtcNow() - job.ReceivedAt);
            await DeleteAtTwilioAsync(job, copy.Media, deadline);
            return true;
        }
        catch (Exception e)
        {
            return await SettleAsync(received, job: null, Attempt.None with { Failure = Failure.Of(e) }, started, deadline);
        }
    }

    private MediaJob Decode(ReceivedJob received)
    {
        var job = MediaJob.Parse(received.Body);
        return job.Key.StartsWith(options.MediaKeyPrefix + "/", StringComparison.Ordinal)
            ? job
            : throw new MediaJobException(FailureReason.MalformedJob, "key is not below MEDIA_KEY_PREFIX");
    }

    private async Task<Attempt> TryAsync(MediaJob job, ReceivedJob received, Attempt previous, Deadline deadline)
    {
        var attempt = previous with { Tries = previous.Tries + 1, CanRetry = false };
        try
        {
            return attempt with { Copy = await tries.LimitAsync(token => CopyAsync(job, received, token), deadline.Work) };
        }
        catch (OperationCanceledException) when (deadline.Work.IsCancellationRequested)
        {
            // The failure of the try before, if there was one, says more than the deadline.
            return attempt;
        }
        catch (Exception e)
        {
            var notFound = previous.NotFound + (e is MediaResponseException { IsNotFound: true } ? 1 : 0);
            // A stray 404 after a backlog proves nothing: every try of this receive must have seen it.
            var isGone = notFound >= options.MaxTries && time.GetUtcNow() - job.ReceivedAt > options.NotFoundGrace;
            var failure = Failure.Of(e, isGone);
            // A pause longer than the time left is pointless: the queue's redelivery waits at no cost.
            var canRetry = failure.Reason is null && !deadline.Work.IsCancellationRequested && !(failure.RetryAfter > deadline.Left);
            return attempt with { NotFound = notFound, Failure = failure, CanRetry = canRetry };
        }
    }

    // Download and upload are one try, because a network stream cannot be replayed.
    private async Task<Copy> CopyAsync(MediaJob job, ReceivedJob received, CancellationToken cancellationToken)
    {
        if (received.WasReceivedBefore && await store.ExistsAsync(job.Key, cancellationToken))
        {
            return new Copy(StoredMedia.Before);
        }

        var started = time.GetTimestamp();
        try
        {
            await using var media = await fetcher.OpenAsync(job.MediaUrl, cancellationToken);
            var download = time.GetElapsedTime(started);
            var stored = await store.PutAsync(job, media, cancellationToken);
            return new Copy(stored, download, time.GetElapsedTime(started) - download);
        }
        catch (MediaResponseException e) when (e.IsNotFound)
        {
            // An earlier receive may have stored it, after which it was deleted at Twilio.
            if (await store.ExistsAsync(job.Key, cancellationToken))
            {
                return new Copy(StoredMedia.Before);
            }

            throw;
        }
    }

    private async Task<bool> SettleAsync(ReceivedJob received, MediaJob? job, Attempt last, long started, Deadline deadline)
    {
        var failure = last.Failure;
        var isLast = received.ReceiveCount >= options.MaxReceiveCount || !received.CanBeRetried;
        var reason = failure.Reason ?? (isLast ? failure.AtLast : null);
        try
        {
            await (reason is { } permanent
                ? queue.DeadLetterAsync(received, permanent, failure.Detail, deadline.End)
                : queue.DelayAsync(received, failure.RetryAfter, deadline.End));
            log.Failed(job, received, last, reason, time.GetElapsedTime(started));
            return reason is not null;
        }
        catch (Exception e)
        {
            // Any failure here leaves the record safe on the media queue, and must not stop the rest of the batch.
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
            // Any failure here is only logged: the media file is stored, so the job succeeded.
            log.NotDeleted(job, Failure.Of(e).Detail);
        }
    }
}
