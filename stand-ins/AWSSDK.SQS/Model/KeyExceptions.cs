using System.Net;
using Amazon.Runtime;

namespace Amazon.SQS.Model;

/// <summary>The caller may not use the queue's key.</summary>
public class KmsAccessDeniedException : AmazonSQSException
{
    /// <inheritdoc/>
    public KmsAccessDeniedException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public KmsAccessDeniedException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

/// <summary>The queue's key is disabled.</summary>
public class KmsDisabledException : AmazonSQSException
{
    /// <inheritdoc/>
    public KmsDisabledException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public KmsDisabledException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

/// <summary>The queue's key is not for this use.</summary>
public class KmsInvalidKeyUsageException : AmazonSQSException
{
    /// <inheritdoc/>
    public KmsInvalidKeyUsageException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public KmsInvalidKeyUsageException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

/// <summary>The queue's key is in a state that does not allow the request.</summary>
public class KmsInvalidStateException : AmazonSQSException
{
    /// <inheritdoc/>
    public KmsInvalidStateException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public KmsInvalidStateException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

/// <summary>The queue's key does not exist.</summary>
public class KmsNotFoundException : AmazonSQSException
{
    /// <inheritdoc/>
    public KmsNotFoundException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public KmsNotFoundException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

/// <summary>The account may not use KMS.</summary>
public class KmsOptInRequiredException : AmazonSQSException
{
    /// <inheritdoc/>
    public KmsOptInRequiredException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public KmsOptInRequiredException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}

/// <summary>KMS throttled the request.</summary>
public class KmsThrottledException : AmazonSQSException
{
    /// <inheritdoc/>
    public KmsThrottledException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public KmsThrottledException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
