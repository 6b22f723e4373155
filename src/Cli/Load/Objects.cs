using System.Net;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;

namespace MmsQueue.Cli.Load;

/// <summary>The stored objects of a run's jobs.</summary>
internal sealed class Objects(IAmazonS3 s3, string bucket)
{
    private const int Readers = 8;

    private string? _first;

    /// <summary>Records on each job when S3 stored its object. One request lists a thousand objects.</summary>
    public async Task ListAsync(IReadOnlyList<TrackedJob> jobs, CancellationToken cancellationToken)
    {
        var byKey = jobs.Where(job => job.SentAt is not null).ToDictionary(job => job.Key, StringComparer.Ordinal);
        foreach (var folder in byKey.Keys.Select(key => key[..(key.LastIndexOf('/') + 1)]).Distinct(StringComparer.Ordinal).ToList())
        {
            var request = new ListObjectsV2Request { BucketName = bucket, Prefix = folder };
            ListObjectsV2Response page;
            do
            {
                page = await s3.ListObjectsV2Async(request, cancellationToken);
                foreach (var found in page.S3Objects ?? [])
                {
                    if (byKey.TryGetValue(found.Key, out var job))
                    {
                        job.StoredAt ??= found.LastModified?.ToUniversalTime();
                    }
                }

                request.ContinuationToken = page.NextContinuationToken;
            }
            while (page.IsTruncated == true);
        }
    }

    /// <summary>Downloads each object and compares its SHA-256; a missing object counts as not stored.</summary>
    public Task VerifyAsync(IReadOnlyList<TrackedJob> jobs, Action<int> verified, CancellationToken cancellationToken)
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
}
