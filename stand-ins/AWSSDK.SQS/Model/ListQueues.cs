using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS.Internal;

namespace Amazon.SQS.Model;

/// <summary>Which queues to list.</summary>
public class ListQueuesRequest : AmazonSQSRequest
{
    /// <summary>Sets nothing.</summary>
    public ListQueuesRequest()
    {
    }

    /// <summary>Sets what every such request needs.</summary>
    public ListQueuesRequest(string queueNamePrefix)
    {
        QueueNamePrefix = queueNamePrefix;
    }

    /// <summary>How many at most, 1 to 1000; null for all of the first 1000.</summary>
    public int? MaxResults { get; set; }

    /// <summary>Where the last answer ended.</summary>
    public string NextToken { get; set; }

    /// <summary>How the names begin.</summary>
    public string QueueNamePrefix { get; set; }

    internal override void WriteTo(Utf8JsonWriter json)
    {
        json.Put("MaxResults", MaxResults);
        json.Put("NextToken", NextToken);
        json.Put("QueueNamePrefix", QueueNamePrefix);
    }
}

/// <summary>The queues.</summary>
public class ListQueuesResponse : AmazonWebServiceResponse
{
    /// <summary>Where this answer ended; null when it is the last.</summary>
    public string NextToken { get; set; }

    /// <summary>The URLs, or null when there is none.</summary>
    public List<string> QueueUrls { get; set; }

    internal static ListQueuesResponse Read(JsonElement json) => new()
    {
        NextToken = json.Text("NextToken"),
        QueueUrls = json.Texts("QueueUrls"),
    };
}
