using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using MmsQueue.Shared;

namespace MmsQueue.Operations.Reconcile;

/// <summary>A stored media file.</summary>
/// <param name="MediaSid">Its SID; null if it was stored before objects had one.</param>
/// <param name="Type">The type that Twilio declared, without parameters.</param>
public sealed record StoredFile(string? MediaSid, string Type);

/// <summary>Finds the stored media files of a message in the bucket.</summary>
/// <param name="s3">The client.</param>
/// <param name="bucket">The media bucket.</param>
/// <param name="key">Computes the keys.</param>
public sealed class StoredFiles(IAmazonS3 s3, string bucket, MediaKey key)
{
    /// <summary>The stored files by their index in the message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="media">Its media files at Twilio, whose types the keys contain.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public async Task<IReadOnlyDictionary<int, StoredFile>> FindAsync(
        TwilioMessage message, IReadOnlyList<TwilioMedia> media, CancellationToken cancellationToken)
    {
        var stored = new SortedDictionary<int, StoredFile>();
        for (var index = 0; index < message.MediaCount; index++)
        {
            if (await FindAsync(message, index, media, cancellationToken) is { } file)
            {
                stored[index] = file;
            }
        }

        return stored;
    }

    private async Task<StoredFile?> FindAsync(
        TwilioMessage message, int index, IReadOnlyList<TwilioMedia> media, CancellationToken cancellationToken)
    {
        var keys = media.Skip(index).Concat(media).Select(file => key.For(message.From, message.Sid, index, file.ContentType));
        foreach (var candidate in keys.Distinct(StringComparer.Ordinal))
        {
            if (await HeadAsync(candidate, cancellationToken) is { } file)
            {
                return file;
            }
        }

        // Once a file was deleted at Twilio, its type, and so its key's extension, is unknown.
        return media.Count < message.MediaCount && await ListAsync(message, index, cancellationToken) is { } listed
            ? await HeadAsync(listed, cancellationToken)
            : null;
    }

    private async Task<string?> ListAsync(TwilioMessage message, int index, CancellationToken cancellationToken)
    {
        var prefix = Path.ChangeExtension(key.For(message.From, message.Sid, index, MediaType.Unknown), ".");
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix, MaxKeys = 1 };
        return (await s3.ListObjectsV2Async(request, cancellationToken)).S3Objects?.FirstOrDefault()?.Key;
    }

    private async Task<StoredFile?> HeadAsync(string objectKey, CancellationToken cancellationToken)
    {
        try
        {
            var head = await s3.GetObjectMetadataAsync(bucket, objectKey, cancellationToken);
            return new StoredFile(head.Metadata["media-sid"], head.Metadata["source-type"] ?? MediaType.Unknown);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.Forbidden)
        {
            // Without s3:ListBucket, S3 also answers 403 for a missing key, and every message would look lost.
            throw new OperatorException($"S3 denied access to {bucket}. Allow s3:GetObject on its objects and s3:ListBucket on it.", e);
        }
    }
}
