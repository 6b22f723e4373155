using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS.Internal;

namespace Amazon.SQS.Model;

/// <summary>A queue's attributes to set.</summary>
public class SetQueueAttributesRequest : AmazonSQSRequest
{
    /// <summary>Sets nothing.</summary>
    public SetQueueAttributesRequest()
    {
    }

    /// <summary>Sets what every such request needs.</summary>
    public SetQueueAttributesRequest(string queueUrl, Dictionary<string, string> attributes)
    {
        QueueUrl = queueUrl;
        Attributes = attributes;
    }

    /// <summary>The queue's attributes.</summary>
    public Dictionary<string, string> Attributes { get; set; }

    /// <summary>The queue's URL.</summary>
    public string QueueUrl { get; set; }

    internal override void WriteTo(Utf8JsonWriter json)
    {
        json.Put("Attributes", Attributes);
        json.Put("QueueUrl", QueueUrl);
    }
}

/// <summary>The attributes are set, and hold within 60 seconds.</summary>
public class SetQueueAttributesResponse : AmazonWebServiceResponse
{
}
