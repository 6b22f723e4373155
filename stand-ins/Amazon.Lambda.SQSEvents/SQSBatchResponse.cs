using System.Text.Json.Serialization;

namespace Amazon.Lambda.SQSEvents;

/// <summary>The failed messages of a batch; an empty list means that none failed.</summary>
public class SQSBatchResponse
{
    /// <summary>Creates a response without failures.</summary>
    public SQSBatchResponse()
        : this([])
    {
    }

    /// <summary>Creates a response with the failures, without copying the list.</summary>
    /// <param name="batchItemFailures">The failed messages.</param>
    public SQSBatchResponse(List<BatchItemFailure> batchItemFailures) => BatchItemFailures = batchItemFailures;

    /// <summary>The failed messages.</summary>
    [JsonPropertyName("batchItemFailures")]
    public List<BatchItemFailure> BatchItemFailures { get; set; }

    /// <summary>One failed message.</summary>
    public class BatchItemFailure
    {
        /// <summary>The message's ID.</summary>
        [JsonPropertyName("itemIdentifier")]
        public string ItemIdentifier { get; set; }
    }
}
