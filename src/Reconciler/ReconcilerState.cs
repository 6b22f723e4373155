using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.S3;
using Amazon.S3.Model;

namespace MmsQueue.Reconciler;

/// <summary>What the reconciler remembers between runs: the digests of the periods that it found complete.</summary>
/// <remarks>It may be lost at any time. That costs requests, never media files.</remarks>
internal sealed record ReconcilerState
{
    /// <summary>Where it is kept. Links cannot lead there: the distribution may read only the media files' prefix.</summary>
    public const string Key = "reconciler/state.json";

    /// <summary>When all periods were last compared with Twilio's log.</summary>
    public DateTimeOffset LookedBackAt { get; set; }

    /// <summary>The digest of each complete period, by the period's start.</summary>
    public SortedDictionary<DateTimeOffset, string> Complete { get; init; } = [];

    /// <summary>Reads the state; an empty one if there is none or it cannot be read.</summary>
    public static async Task<ReconcilerState> ReadAsync(IAmazonS3 s3, string bucket, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await s3.GetObjectAsync(bucket, Key, cancellationToken);
            return await JsonSerializer.DeserializeAsync(response.ResponseStream, ReconcilerJson.Default.ReconcilerState, cancellationToken)
                ?? new ReconcilerState();
        }
        catch (AmazonS3Exception e) when (e.StatusCode is HttpStatusCode.NotFound)
        {
            return new ReconcilerState();
        }
        catch (JsonException)
        {
            return new ReconcilerState();
        }
    }

    /// <summary>Writes the state without the periods before a time.</summary>
    public async Task WriteAsync(IAmazonS3 s3, string bucket, DateTimeOffset oldest, CancellationToken cancellationToken)
    {
        foreach (var start in Complete.Keys.TakeWhile(start => start < oldest).ToList())
        {
            Complete.Remove(start);
        }

        var request = new PutObjectRequest
        {
            BucketName = bucket,
            Key = Key,
            ContentType = "application/json",
            ContentBody = JsonSerializer.Serialize(this, ReconcilerJson.Default.ReconcilerState),
        };
        await s3.PutObjectAsync(request, cancellationToken);
    }
}

/// <summary>The event of an EventBridge schedule, of which nothing is needed.</summary>
internal sealed record ScheduledEvent(string? Id);

/// <summary>The result of a run, for whoever invokes the function.</summary>
internal sealed record ReconcilerResult(
    int Seen, int Stored, int Pending, int DeadLettered, int Recovered, int Refused, int Unreachable, int Gone, int Replies,
    bool IsFinished);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReconcilerState))]
[JsonSerializable(typeof(ScheduledEvent))]
[JsonSerializable(typeof(ReconcilerResult))]
internal sealed partial class ReconcilerJson : JsonSerializerContext;
