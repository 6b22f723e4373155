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
        var progress = new Progress();
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
            return await SettleAsync(received, job, Failure.Of(e, Age(job), options), progress, deadline);
        }
    }

    private MediaJob Decode(ReceivedJob received)
    {
        var job = MediaJob.Parse(received.Body);
        return job.Key.StartsWith(options.MediaKeyPrefix + "/", StringComparison.Ordinal)
            ? job
            : throw new MediaJobException(FailureReason.MalformedJob, "key is not below MEDIA_KEY_PREFIX");
    }

    private async Task<StoredMedia> StoreAsync(MediaJob job, ReceivedJob received, Progress progress, Deadline deadline)
    {
        if (received.WasReceivedBefore && await store.ExistsAsync(job.Key, deadline.Work))
        {
            return StoredMedia.Before;
        }

        return await tries.ExecuteAsync(token => TryAsync(job, progress, token), e => Failure.Of(e, Age(job), options), deadline);
    }

    // Download and store are one try: a network stream cannot be replayed.
    private async Task<StoredMedia> TryAsync(MediaJob job, Progress progress, CancellationToken cancellationToken)
    {
        progress.Tries++;
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

            throw;
        }
    }

    private async Task<bool> SettleAsync(ReceivedJob received, MediaJob? job, Failure failure, Progress progress, Deadline deadline)
    {
        var isLast = received.ReceiveCount >= options.MaxReceiveCount;
        var reason = failure.Reason ?? (isLast ? FailureReason.Exhausted : null);
        log.Failed(job, received, failure, reason, progress);
        try
        {
            if (reason is { } permanent)
            {
                await queue.DeadLetterAsync(received, permanent, failure.Detail, deadline.End);
                return true;
            }

            await queue.DelayAsync(received, failure.RetryAfter, deadline.End);
        }
        catch (Exception e) when (SqsJobQueue.IsRefusal(e))
        {
            // The record stays on the media queue, which is where it is safe.
            log.NotSettled(received, e);
        }

        return false;
    }

    private async Task DeleteAtTwilioAsync(MediaJob job, StoredMedia stored, Deadline deadline)
    {
        if (!options.DeleteMediaAtTwilio || stored.WasThere)
        {
            return;
        }

        try
        {
            await fetcher.DeleteAsync(job.MediaUrl, deadline.Work);
        }
        catch (Exception e) when (e is HttpRequestException or MediaResponseException or OperationCanceledException)
        {
            log.NotDeleted(job, e);
        }
    }

    private TimeSpan Age(MediaJob? job) => job is null ? TimeSpan.Zero : time.GetUtcNow() - job.ReceivedAt;

    /// <summary>What the log says of a job's tries: how many, and the last one's durations.</summary>
    internal sealed class Progress
    {
        public int Tries { get; set; }

        public TimeSpan Download { get; set; }

        public TimeSpan Store { get; set; }
    }
}
