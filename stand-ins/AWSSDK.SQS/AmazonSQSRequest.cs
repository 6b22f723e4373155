using System.Text.Json;
using Amazon.Runtime;

namespace Amazon.SQS;

/// <summary>Any request to SQS.</summary>
public class AmazonSQSRequest : AmazonWebServiceRequest
{
    internal virtual void WriteTo(Utf8JsonWriter json)
    {
    }
}
