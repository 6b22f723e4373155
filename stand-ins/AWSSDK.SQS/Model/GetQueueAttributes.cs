using System.Globalization;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS.Internal;

namespace Amazon.SQS.Model;

/// <summary>A queue's attributes to get.</summary>
public class GetQueueAttributesRequest : AmazonSQSRequest
{
    /// <summary>Sets nothing.</summary>
    public GetQueueAttributesRequest()
    {
    }

    /// <summary>Sets what every such request needs.</summary>
    public GetQueueAttributesRequest(string queueUrl, List<string> attributeNames)
    {
        QueueUrl = queueUrl;
        AttributeNames = attributeNames;
    }

    /// <summary>The attributes to bring, "All" for every one; null for none.</summary>
    public List<string> AttributeNames { get; set; }

    /// <summary>The queue's URL.</summary>
    public string QueueUrl { get; set; }

    internal override void WriteTo(Utf8JsonWriter json)
    {
        json.Put("AttributeNames", AttributeNames);
        json.Put("QueueUrl", QueueUrl);
    }
}

/// <summary>A queue's attributes.</summary>
public class GetQueueAttributesResponse : AmazonWebServiceResponse
{
    /// <summary>The attributes that were asked for, or null.</summary>
    public Dictionary<string, string> Attributes { get; set; }

    /// <summary>How many messages are ready, about; 0 when it was not asked for.</summary>
    public int ApproximateNumberOfMessages => Count(nameof(ApproximateNumberOfMessages));

    /// <summary>How many messages are in flight, about; 0 when it was not asked for.</summary>
    public int ApproximateNumberOfMessagesNotVisible => Count(nameof(ApproximateNumberOfMessagesNotVisible));

    /// <summary>How many messages are delayed, about; 0 when it was not asked for.</summary>
    public int ApproximateNumberOfMessagesDelayed => Count(nameof(ApproximateNumberOfMessagesDelayed));

    /// <summary>The queue's ARN; null when it was not asked for.</summary>
    public string QueueARN => Attributes?.GetValueOrDefault("QueueArn");

    private int Count(string name) =>
        int.TryParse(Attributes?.GetValueOrDefault(name), CultureInfo.InvariantCulture, out var count) ? count : 0;

    internal static GetQueueAttributesResponse Read(JsonElement json) => new()
    {
        Attributes = json.Map("Attributes", value => value.GetString()),
    };
}
