using Amazon.SQS;
using Amazon.SQS.Model;
using MmsQueue.Operations;
using MmsQueue.Shared;

namespace MmsQueue.Cli.Load;

/// <summary>Sends jobs directly to the media queue, ten at a time.</summary>
internal sealed class QueueSender(
    IAmazonSQS sqs, string queueUrl, Func<PlannedJob, CancellationToken, Task<HostedMedia>> host, TimeProvider time) : ISender
{
    private const int Tries = 5;

    // Older than any grace period a worker can have (NOT_FOUND_GRACE_SECONDS is at most a day).
    private static readonly TimeSpan OldAge = TimeSpan.FromHours(25);

    public int BatchSize => 10;

    public async Task PrepareAsync(IReadOnlyList<TrackedJob> jobs, CancellationToken cancellationToken)
    {
        foreach (var job in jobs)
        {
            (job.MediaUrl, job.Sha256) = await host(job.Plan, cancellationToken);
        }
    }

    public async Task SendAsync(IReadOnlyList<TrackedJob> jobs, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var entries = jobs.Select((job, i) => new SendMessageBatchRequestEntry($"{i}", Body(job, now))).ToList();
        for (var tries = 1; entries.Count > 0; tries++)
        {
            var response = await sqs.SendMessageBatchAsync(new SendMessageBatchRequest(queueUrl, entries), cancellationToken);
            if (response.Failed is { Count: > 0 } failed && (tries == Tries || failed.Exists(entry => entry.SenderFault == true)))
            {
                throw new OperatorException(
                    $"The media queue rejected {failed.Count} of {entries.Count} jobs ({failed[0].Code}: {failed[0].Message}): "
                    + "try a lower --rate.");
            }

            var refused = (response.Failed ?? []).Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal);
            entries.RemoveAll(entry => !refused.Contains(entry.Id));
        }

        foreach (var job in jobs)
        {
            job.SentAt = now;
        }
    }

    private static string Body(TrackedJob job, DateTimeOffset now)
    {
        var url = job.MediaUrl.Replace("{MessageSid}", job.MessageSid, StringComparison.Ordinal);
        var account = url.Split('/').FirstOrDefault(Sid.IsAccount) ?? throw new OperatorException(
            $"{url} is not a Twilio media URL (…/2010-04-01/Accounts/AC…/Messages/MM…/Media/ME…): give one with --media-url.");
        var template = job.Plan.Template;
        var receivedAt = job.Plan.Fault is { NeedsAge: true } ? now - OldAge : now;
        return MediaJob.Create(account, job.MessageSid, template.MediaIndex, url, template.ContentType, job.Key, receivedAt).ToJson();
    }
}
