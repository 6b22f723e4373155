using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SQS.Model;

namespace Amazon.SQS.Internal;

// The class is chosen by the JSON protocol's code (__type, less its namespace). The code and the fault that the
// exception carries are the query protocol's where the service sends them (x-amzn-query-error: "code;fault").
internal static class Errors
{
    internal static AmazonSQSException Create(ErrorResponse error, string queryError)
    {
        var (code, type) = (error.Code, error.Type);
        if (queryError?.Split(';') is [var queryCode, var fault])
        {
            code = queryCode;
            type = Enum.TryParse<ErrorType>(fault, out var known) ? known : type;
        }

        return New(error.Code)(error.Message, error.InnerException, type, code, error.RequestId, error.StatusCode);
    }

    private static Constructor New(string code) => code switch
    {
        "BatchEntryIdsNotDistinct" => (m, e, t, c, r, s) => new BatchEntryIdsNotDistinctException(m, e, t, c, r, s),
        "BatchRequestTooLong" => (m, e, t, c, r, s) => new BatchRequestTooLongException(m, e, t, c, r, s),
        "EmptyBatchRequest" => (m, e, t, c, r, s) => new EmptyBatchRequestException(m, e, t, c, r, s),
        "InvalidAddress" => (m, e, t, c, r, s) => new InvalidAddressException(m, e, t, c, r, s),
        "InvalidAttributeName" => (m, e, t, c, r, s) => new InvalidAttributeNameException(m, e, t, c, r, s),
        "InvalidAttributeValue" => (m, e, t, c, r, s) => new InvalidAttributeValueException(m, e, t, c, r, s),
        "InvalidBatchEntryId" => (m, e, t, c, r, s) => new InvalidBatchEntryIdException(m, e, t, c, r, s),
        "InvalidIdFormat" => (m, e, t, c, r, s) => new InvalidIdFormatException(m, e, t, c, r, s),
        "InvalidMessageContents" => (m, e, t, c, r, s) => new InvalidMessageContentsException(m, e, t, c, r, s),
        "InvalidSecurity" => (m, e, t, c, r, s) => new InvalidSecurityException(m, e, t, c, r, s),
        "KmsAccessDenied" => (m, e, t, c, r, s) => new KmsAccessDeniedException(m, e, t, c, r, s),
        "KmsDisabled" => (m, e, t, c, r, s) => new KmsDisabledException(m, e, t, c, r, s),
        "KmsInvalidKeyUsage" => (m, e, t, c, r, s) => new KmsInvalidKeyUsageException(m, e, t, c, r, s),
        "KmsInvalidState" => (m, e, t, c, r, s) => new KmsInvalidStateException(m, e, t, c, r, s),
        "KmsNotFound" => (m, e, t, c, r, s) => new KmsNotFoundException(m, e, t, c, r, s),
        "KmsOptInRequired" => (m, e, t, c, r, s) => new KmsOptInRequiredException(m, e, t, c, r, s),
        "KmsThrottled" => (m, e, t, c, r, s) => new KmsThrottledException(m, e, t, c, r, s),
        "MessageNotInflight" => (m, e, t, c, r, s) => new MessageNotInflightException(m, e, t, c, r, s),
        "OverLimit" => (m, e, t, c, r, s) => new OverLimitException(m, e, t, c, r, s),
        "PurgeQueueInProgress" => (m, e, t, c, r, s) => new PurgeQueueInProgressException(m, e, t, c, r, s),
        "QueueDeletedRecently" => (m, e, t, c, r, s) => new QueueDeletedRecentlyException(m, e, t, c, r, s),
        "QueueDoesNotExist" => (m, e, t, c, r, s) => new QueueDoesNotExistException(m, e, t, c, r, s),
        "QueueNameExists" => (m, e, t, c, r, s) => new QueueNameExistsException(m, e, t, c, r, s),
        "ReceiptHandleIsInvalid" => (m, e, t, c, r, s) => new ReceiptHandleIsInvalidException(m, e, t, c, r, s),
        "RequestThrottled" => (m, e, t, c, r, s) => new RequestThrottledException(m, e, t, c, r, s),
        "ResourceNotFoundException" => (m, e, t, c, r, s) => new ResourceNotFoundException(m, e, t, c, r, s),
        "TooManyEntriesInBatchRequest" => (m, e, t, c, r, s) => new TooManyEntriesInBatchRequestException(m, e, t, c, r, s),
        "UnsupportedOperation" => (m, e, t, c, r, s) => new UnsupportedOperationException(m, e, t, c, r, s),
        _ => (m, e, t, c, r, s) => new AmazonSQSException(m, e, t, c, r, s),
    };

    private delegate AmazonSQSException Constructor(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode);
}
