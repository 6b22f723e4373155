using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.S3;
using Amazon.S3.Model;

namespace MmsQueue.Bench;

/// <summary>The yardstick: the media is downloaded, stored and counted within the webhook, one after the other, as tutorials have it.</summary>
internal sealed class TutorialWebhook(HttpClient http, IAmazonS3 s3, IAmazonDynamoDB dynamoDb)
{
    public async Task AnswerAsync(Uri media, string key, CancellationToken cancellationToken)
    {
        var bytes = await http.GetByteArrayAsync(media, cancellationToken);
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = "bucket", Key = key, InputStream = new MemoryStream(bytes), ContentType = "image/jpeg" }, cancellationToken);
        await dynamoDb.PutItemAsync(
            new PutItemRequest("users", new Dictionary<string, AttributeValue>(StringComparer.Ordinal) { ["fromNumber"] = new("+14155550100") }), cancellationToken);
    }
}
