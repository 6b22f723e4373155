using MmsQueue.Operations.DeadLetters;
using MmsQueue.Operations.Queues;

namespace MmsQueue.Operations.Reconcile;

/// <summary>The media files in the dead-letter queue, by their message.</summary>
internal sealed class DeadLetteredMedia(ILookup<string, DeadMedia> media, bool isPartial)
{
    /// <summary>Whether somebody else held letters, so that some are unknown.</summary>
    public bool IsPartial => isPartial;

    /// <summary>A message's dead-lettered media files.</summary>
    public IEnumerable<DeadMedia> Of(string messageSid) => media[messageSid];

    /// <summary>Reads the whole dead-letter queue, and makes its letters visible again.</summary>
    public static async Task<DeadLetteredMedia> ReadAsync(DeadLetterReader reader, CancellationToken cancellationToken)
    {
        var depth = await QueueAttributes.DepthAsync(reader.Sqs, reader.Url, cancellationToken);
        if (depth.Total == 0)
        {
            return new DeadLetteredMedia(Array.Empty<DeadMedia>().ToLookup(_ => "", StringComparer.Ordinal), isPartial: false);
        }

        await using var held = await reader.ReadAsync(cancellationToken);
        var media = from letter in held.Letters
                    let job = letter.Job
                    where job is not null
                    select new DeadMedia(job.MessageSid, job.MediaIndex, job.MediaSid, letter.Reason);
        return new DeadLetteredMedia(media.ToLookup(one => one.MessageSid, StringComparer.Ordinal), held.IsCut || depth.InFlight > 0);
    }
}

/// <summary>A media file in the dead-letter queue: its message, its index there, its SID if its URL has one, and why it failed.</summary>
internal sealed record DeadMedia(string MessageSid, int Index, string? MediaSid, string Reason);
