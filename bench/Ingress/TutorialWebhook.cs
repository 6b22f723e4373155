using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.S3;
using Amazon.S3.Model;

namespace MmsQueue.Bench.Ingress;

/// <summary>The yardstick: as in tutorials, the webhook itself downloads, stores and counts, one after the other.</summary>
internal sealed class TutorialWebhook(HttpClient http, IAmazonS3 s3, IAmazonDynamoDB dynamoDb)
{
    public async Task AnswerAsync(Uri media, string key, CancellationToken cancellationToken)
    {
        var bytes = await http.GetByteArrayAsync(media, cancellationToken);
        using var stream = new MemoryStream(bytes);
        var put = new PutObjectRequest { BucketName = "bucket", Key = key, InputStream = stream, ContentType = "image/jpeg" };
        await s3.PutObjectAsync(put, cancellationToken);
        Dictionary<string, AttributeValue> user = new(StringComparer.Ordinal) { ["fromNumber"] = new("+14155550100") };
        await dynamoDb.PutItemAsync(new PutItemRequest("users", user), cancellationToken);
    }
}
