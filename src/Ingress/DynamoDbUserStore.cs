using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace MmsQueue.Ingress;

/// <summary>Users in DynamoDB, one item each, under the hash key <c>fromNumber</c>.</summary>
internal sealed class DynamoDbUserStore(IAmazonDynamoDB dynamoDb, string table) : IUserStore
{
    /// <inheritdoc/>
    public async Task<bool> CountAsync(Webhook webhook, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await dynamoDb.UpdateItemAsync(Update(webhook, now), cancellationToken);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    // One conditional request, so that a retry and two concurrent deliveries count once.
    private UpdateItemRequest Update(Webhook webhook, DateTimeOffset now)
    {
        var request = new UpdateItemRequest
        {
            TableName = table,
            Key = new Dictionary<string, AttributeValue>(StringComparer.Ordinal) { ["fromNumber"] = new(webhook.From) },
            ConditionExpression = "attribute_not_exists(lastMessageSid) OR lastMessageSid <> :sid",
            UpdateExpression = "SET firstSeenAt = if_not_exists(firstSeenAt, :now), lastSeenAt = :now, lastMessageSid = :sid"
                + (webhook.ProfileName is null ? "" : ", profileName = :profile")
                + " ADD messageCount :one, mediaCount :media",
            ExpressionAttributeValues = new Dictionary<string, AttributeValue>(StringComparer.Ordinal)
            {
                [":now"] = new(now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
                [":sid"] = new(webhook.MessageSid),
                [":one"] = new() { N = "1" },
                [":media"] = new() { N = webhook.Media.Count.ToString(CultureInfo.InvariantCulture) },
            },
        };
        if (webhook.ProfileName is not null)
        {
            request.ExpressionAttributeValues[":profile"] = new(webhook.ProfileName);
        }

        return request;
    }
}
