using System.Text.Json.Serialization;

namespace Amazon.Lambda.SQSEvents;

/// <summary>Which messages of a batch failed; an empty list says that none did.</summary>
public class SQSBatchResponse
{
    /// <summary>Starts with no failures.</summary>
    public SQSBatchResponse()
        : this([])
    {
    }

    /// <summary>Takes the failures over.</summary>
    /// <param name="batchItemFailures">The failed messages.</param>
    public SQSBatchResponse(List<BatchItemFailure> batchItemFailures) => BatchItemFailures = batchItemFailures;

    /// <summary>The failed messages.</summary>
    [JsonPropertyName("batchItemFailures")]
    public List<BatchItemFailure> BatchItemFailures { get; set; }

    /// <summary>One failed message.</summary>
    public class BatchItemFailure
    {
        /// <summary>The message's id.</summary>
        [JsonPropertyName("itemIdentifier")]
        public string ItemIdentifier { get; set; }
    }
}
