using System.Net;
using Amazon.Runtime;

namespace Amazon.SQS;

/// <summary>What SQS answered when it did not do what was asked, or an answer that does not match its checksum.</summary>
public class AmazonSQSException : AmazonServiceException
{
    /// <summary>An error with a message only.</summary>
    public AmazonSQSException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message and its cause.</summary>
    public AmazonSQSException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An error with its cause, whose message it takes.</summary>
    public AmazonSQSException(Exception innerException)
        : base(innerException?.Message, innerException)
    {
    }

    /// <summary>An error as the service answered it.</summary>
    public AmazonSQSException(string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>An error as the service answered it, with its cause.</summary>
    public AmazonSQSException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
