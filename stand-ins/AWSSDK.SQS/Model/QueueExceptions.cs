using System.Net;
using Amazon.Runtime;

namespace Amazon.SQS.Model;

/// <summary>The queue has no attribute of that name.</summary>
public class InvalidAttributeNameException : AmazonSQSException
{
    /// <inheritdoc/>
    public InvalidAttributeNameException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public InvalidAttributeNameException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

/// <summary>A queue attribute's value is not valid.</summary>
public class InvalidAttributeValueException : AmazonSQSException
{
    /// <inheritdoc/>
    public InvalidAttributeValueException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public InvalidAttributeValueException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

/// <summary>The queue was purged within the last 60 seconds.</summary>
public class PurgeQueueInProgressException : AmazonSQSException
{
    /// <inheritdoc/>
    public PurgeQueueInProgressException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public PurgeQueueInProgressException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

/// <summary>A queue of that name was deleted within the last 60 seconds.</summary>
public class QueueDeletedRecentlyException : AmazonSQSException
{
    /// <inheritdoc/>
    public QueueDeletedRecentlyException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public QueueDeletedRecentlyException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

/// <summary>There is no such queue.</summary>
public class QueueDoesNotExistException : AmazonSQSException
{
    /// <inheritdoc/>
    public QueueDoesNotExistException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public QueueDoesNotExistException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

/// <summary>There is a queue of that name with other attributes.</summary>
public class QueueNameExistsException : AmazonSQSException
{
    /// <inheritdoc/>
    public QueueNameExistsException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public QueueNameExistsException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

/// <summary>There is no such queue or message move task.</summary>
public class ResourceNotFoundException : AmazonSQSException
{
    /// <inheritdoc/>
    public ResourceNotFoundException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public ResourceNotFoundException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

/// <summary>The queue or its state does not allow the request.</summary>
public class UnsupportedOperationException : AmazonSQSException
{
    /// <inheritdoc/>
    public UnsupportedOperationException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public UnsupportedOperationException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
