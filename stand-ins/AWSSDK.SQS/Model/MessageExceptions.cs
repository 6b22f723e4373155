using System.Net;
using Amazon.Runtime;

namespace Amazon.SQS.Model;

/// <summary>The account or queue in the request is not valid.</summary>
public class InvalidAddressException : AmazonSQSException
{
    /// <inheritdoc/>
    public InvalidAddressException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public InvalidAddressException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

/// <summary>The receipt handle is not valid for this version of the API.</summary>
public class InvalidIdFormatException : AmazonSQSException
{
    /// <inheritdoc/>
    public InvalidIdFormatException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public InvalidIdFormatException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

/// <summary>The message holds characters that SQS does not take.</summary>
public class InvalidMessageContentsException : AmazonSQSException
{
    /// <inheritdoc/>
    public InvalidMessageContentsException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public InvalidMessageContentsException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

/// <summary>The request came without TLS or Signature Version 4.</summary>
public class InvalidSecurityException : AmazonSQSException
{
    /// <inheritdoc/>
    public InvalidSecurityException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public InvalidSecurityException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

/// <summary>The message is not in flight: it was deleted, or is visible again.</summary>
public class MessageNotInflightException : AmazonSQSException
{
    /// <inheritdoc/>
    public MessageNotInflightException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public MessageNotInflightException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

/// <summary>The request would go over one of SQS's limits, as of messages in flight.</summary>
public class OverLimitException : AmazonSQSException
{
    /// <inheritdoc/>
    public OverLimitException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public OverLimitException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

/// <summary>The receipt handle is not one that SQS gave for this queue.</summary>
public class ReceiptHandleIsInvalidException : AmazonSQSException
{
    /// <inheritdoc/>
    public ReceiptHandleIsInvalidException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public ReceiptHandleIsInvalidException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

/// <summary>SQS throttled the request.</summary>
public class RequestThrottledException : AmazonSQSException
{
    /// <inheritdoc/>
    public RequestThrottledException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public RequestThrottledException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
