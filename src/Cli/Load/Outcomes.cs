using System.Net;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using MmsQueue.Operations.DeadLetters;

namespace MmsQueue.Cli.Load;

/// <summary>Finds out how a run's jobs ended: in the bucket and in the dead-letter queue.</summary>
internal sealed class Outcomes(IReadOnlyList<TrackedJob> jobs, IAmazonS3 s3, string bucket, DeadLetterReader reader)
{
    private const int Readers = 8;

    private string? _first;

    /// <summary>How many jobs must end up stored; the others become dead letters.</summary>
    public int Storable { get; } = jobs.Count(job => job.IsToBeStored);

    /// <summary>The depth at which to look even though other senders keep the queue from becoming empty.</summary>
    public int Few => (jobs.Count / 10) + 10;

    /// <summary>Locates every job and returns how many have not ended.</summary>
    public async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        if (await ListAsync(cancellationToken) < jobs.Count)
        {
            await ReadLettersAsync(cancellationToken);
        }

        return jobs.Count(job => !job.HasEnded);
    }

    /// <summary>Lists the objects, a thousand per request, and returns how many jobs are stored.</summary>
    public async Task<int> ListAsync(CancellationToken cancellationToken)
    {
        var byKey = jobs.Where(job => job.SentAt is not null).ToDictionary(job => job.Key, StringComparer.Ordinal);
        foreach (var folder in byKey.Keys.Select(key => key[..(key.LastIndexOf('/') + 1)]).Distinct(StringComparer.Ordinal).ToList())
        {
            var pages = s3.Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = bucket, Prefix = folder }).Responses;
            await foreach (var page in pages.WithCancellation(cancellationToken))
            {
                foreach (var found in (page.S3Objects ?? []).Where(found => byKey.ContainsKey(found.Key)))
                {
                    byKey[found.Key].StoredAt ??= found.LastModified?.ToUniversalTime();
                }
            }
        }

        return jobs.Count(job => job.StoredAt is not null);
    }

    /// <summary>Downloads each object and compares its SHA-256; a missing object counts as not stored.</summary>
    public Task VerifyAsync(Action<int> verified, CancellationToken cancellationToken)
    {
        var done = 0;
        return Parallel.ForEachAsync(
            jobs.Where(job => job.StoredAt is not null),
            new ParallelOptions { MaxDegreeOfParallelism = Readers, CancellationToken = cancellationToken },
            async (job, token) =>
            {
                await VerifyAsync(job, token);
                verified(Interlocked.Increment(ref done));
            });
    }

    private async Task VerifyAsync(TrackedJob job, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await s3.GetObjectAsync(bucket, job.Key, cancellationToken);
            var hash = Convert.ToHexString(await SHA256.HashDataAsync(response.ResponseStream, cancellationToken));

            // If only Twilio has the media file, all objects must be equal.
            var expected = job.Sha256 ?? Interlocked.CompareExchange(ref _first, hash, null) ?? hash;
            job.Fault = hash.Equals(expected, StringComparison.OrdinalIgnoreCase) ? null : $"its SHA-256 is {hash}, not {expected}";
        }
        catch (AmazonS3Exception e) when (e.StatusCode is HttpStatusCode.NotFound)
        {
            job.StoredAt = null;
        }
    }

    // Replaces the reasons of an earlier look. All letters are released afterwards.
    private async Task ReadLettersAsync(CancellationToken cancellationToken)
    {
        var bySid = jobs.ToDictionary(job => job.MessageSid, StringComparer.Ordinal);
        foreach (var job in jobs)
        {
            job.DeadLetters.Clear();
        }

        await using var held = await reader.ReadAsync(cancellationToken);
        foreach (var letter in held.Letters)
        {
            if (letter.Job is { } job && bySid.TryGetValue(job.MessageSid, out var sent))
            {
                sent.DeadLetters.Add(letter.Reason);
                sent.DeadLetteredAt ??= letter.Time;
            }
        }
    }
}
