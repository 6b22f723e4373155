using System.Net;
using Amazon.Runtime;

namespace Amazon.SQS.Model;

/// <summary>Two entries of a batch have the same Id.</summary>
public class BatchEntryIdsNotDistinctException : AmazonSQSException
{
    /// <inheritdoc/>
    public BatchEntryIdsNotDistinctException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public BatchEntryIdsNotDistinctException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

/// <summary>The messages of a batch are longer than 1 MiB together.</summary>
public class BatchRequestTooLongException : AmazonSQSException
{
    /// <inheritdoc/>
    public BatchRequestTooLongException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public BatchRequestTooLongException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

/// <summary>A batch has no entries.</summary>
public class EmptyBatchRequestException : AmazonSQSException
{
    /// <inheritdoc/>
    public EmptyBatchRequestException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public EmptyBatchRequestException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

/// <summary>The Id of a batch's entry is not 1 to 80 letters, digits, hyphens or underscores.</summary>
public class InvalidBatchEntryIdException : AmazonSQSException
{
    /// <inheritdoc/>
    public InvalidBatchEntryIdException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public InvalidBatchEntryIdException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

/// <summary>A batch has more than ten entries.</summary>
public class TooManyEntriesInBatchRequestException : AmazonSQSException
{
    /// <inheritdoc/>
    public TooManyEntriesInBatchRequestException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public TooManyEntriesInBatchRequestException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
