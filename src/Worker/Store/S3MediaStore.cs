using System.Globalization;
using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using MmsQueue.Shared;
using MmsQueue.Worker.Fetch;

namespace MmsQueue.Worker.Store;

/// <summary>The bucket behind the links.</summary>
internal sealed class S3MediaStore(IAmazonS3 s3, WorkerOptions options, bool isPlainHttp) : IMediaStore
{
    // The SDK's 8 KiB would cost more in calls than the bytes do; from 85 kB on .NET keeps a buffer among its large objects.
    private const int BufferSize = 64 * 1024;

    /// <summary>
    /// A client's configuration for uploads; <paramref name="isOwnEndpoint"/> puts the bucket into the path, for endpoints other than
    /// AWS's.
    /// </summary>
    /// <remarks>No SDK retries: a network stream cannot be replayed, so each of our tries downloads and uploads.</remarks>
    public static AmazonS3Config Config(TimeSpan tryTimeout, bool isOwnEndpoint)
    {
        var config = AwsClient.Config<AmazonS3Config>(tryTimeout, retries: 0);
        config.ForcePathStyle = isOwnEndpoint;
        config.BufferSize = BufferSize;
        return config;
    }

    /// <inheritdoc/>
    public async Task<bool> ExistsAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            await s3.GetObjectMetadataAsync(options.MediaBucket, key, cancellationToken);
            return true;
        }
        catch (AmazonS3Exception e) when (e.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
        {
            // Without s3:ListBucket a missing key is a 403. A wrong guess costs one download: the upload does not overwrite.
            return false;
        }
    }

    /// <inheritdoc/>
    public async Task<StoredMedia> PutAsync(MediaJob job, FetchedMedia media, CancellationToken cancellationToken)
    {
        await using var content = await MediaStream.OpenAsync(media, job.ContentType, options.MaxMediaBytes, cancellationToken);
        if (media.Length is { } length)
        {
            return await PutAsync(job, content.ContentType, content, length, cancellationToken);
        }

        await using var spool = TemporaryFile.Create();
        await content.CopyToAsync(spool, cancellationToken);
        spool.Position = 0;
        return await PutAsync(job, content.ContentType, spool, spool.Length, cancellationToken);
    }

    private async Task<StoredMedia> PutAsync(MediaJob job, string? type, Stream content, long length, CancellationToken cancellationToken)
    {
        try
        {
            await s3.PutObjectAsync(Request(job, type, content, length), cancellationToken);
            return new StoredMedia(length, type, WasThere: false);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.PreconditionFailed)
        {
            return StoredMedia.Before;
        }
    }

    private PutObjectRequest Request(MediaJob job, string? type, Stream content, long length)
    {
        var request = new PutObjectRequest
        {
            BucketName = options.MediaBucket,
            Key = job.Key,
            InputStream = content,
            AutoCloseStream = false,
            ContentType = type ?? MediaType.Unknown,
            IfNoneMatch = "*",
            // S3 verifies the checksum.
            ChecksumAlgorithm = ChecksumAlgorithm.CRC32,
            // TLS and the checksum already protect the bytes; signing each chunk would cost more CPU than everything else.
            DisablePayloadSigning = !isPlainHttp,
        };
        request.Headers.ContentLength = length;
        request.Headers.CacheControl = "public, max-age=31536000, immutable";
        if (MediaFormat.Disposition(type) is { } disposition)
        {
            request.Headers.ContentDisposition = disposition;
        }

        request.Metadata["message-sid"] = job.MessageSid;
        if (job.MediaSid is { } mediaSid)
        {
            request.Metadata["media-sid"] = mediaSid;
        }

        request.Metadata["media-index"] = job.MediaIndex.ToString(CultureInfo.InvariantCulture);
        request.Metadata["received-at"] = job.ReceivedAt.ToString("O", CultureInfo.InvariantCulture);
        request.Metadata["source-type"] = MediaType.Essence(job.ContentType) ?? "unknown";
        return request;
    }
}
