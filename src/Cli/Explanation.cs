using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.SQS.Model;
using MmsQueue.Operations;

namespace MmsQueue.Cli;

/// <summary>Explains a failure outside this program in one line: what failed, why, and what to do.</summary>
internal static class Explanation
{
    private const string TryAgain = "Try again; if it persists, check the AWS Health Dashboard.";

    private static readonly string[] Credentials =
    [
        "ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId", "UnrecognizedClientException",
        "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidSignatureException", "MissingAuthenticationToken",
    ];

    /// <summary>The explanation; null for a bug in this program, whose stack trace is needed.</summary>
    public static string? Of(Exception exception) => (exception switch
    {
        OperatorException e => e.Message,
        QueueDoesNotExistException =>
            "There is no such queue, or it is in another region or account. "
            + "Check the queue URLs in --outputs, --queue-url or --dead-letter-queue-url.",
        AmazonServiceException e when Credentials.Contains(e.ErrorCode, StringComparer.Ordinal) =>
            $"AWS rejected the credentials ({e.ErrorCode}): {e.Message} "
            + "Sign in again (aws sso login, aws configure) or choose others with AWS_PROFILE.",
        AmazonServiceException { StatusCode: HttpStatusCode.Forbidden } e =>
            $"AWS denied access: {e.Message} Ask for permission, or choose other credentials with AWS_PROFILE.",
        AmazonServiceException { ErrorCode: "NoSuchBucket" } e => $"There is no such bucket: {e.Message} Check --bucket or --outputs.",
        AmazonServiceException { StatusCode: not default(HttpStatusCode) } e => OfAnswer(e),
        _ => exception is TimeoutException || AwsFailure.Is(exception) ? OfConnection(exception) : null,
    })?.ReplaceLineEndings(" ");

    // Without an error code the response is not in AWS's format, and the message is the SDK's own about what it could not parse.
    private static string OfAnswer(AmazonServiceException e) => ((int)e.StatusCode, e.ErrorCode) switch
    {
        ( >= 200 and < 300, _) =>
            $"The response ({(int)e.StatusCode}) is not from AWS. Check the network, proxies and AWS_ENDPOINT_URL.",
        (var status, null or "") => $"AWS returned {status} ({Phrase(e.StatusCode)}). {TryAgain}",
        var (status, code) => $"AWS returned {status} ({code}): {e.Message} {TryAgain}",
    };

    private static string Phrase(HttpStatusCode status)
    {
        using var response = new HttpResponseMessage(status);
        return response.ReasonPhrase is { Length: > 0 } phrase ? phrase : "no reason given";
    }

    private static string OfConnection(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is SocketException socket)
            {
                return $"The connection failed: {socket.Message}. For Local, start it again (dotnet run --project src/Local); "
                    + "for AWS, check the network and AWS_ENDPOINT_URL.";
            }
        }

        return exception is AmazonClientException && exception.Message.Contains("region", StringComparison.OrdinalIgnoreCase)
            ? "No AWS region is set. Set AWS_REGION, or name the stack with --outputs FILE."
            : exception is AmazonClientException && exception.Message.Contains("credentials", StringComparison.OrdinalIgnoreCase)
                ? "No AWS credentials were found. Sign in (aws sso login, aws configure) or set AWS_PROFILE."
                : $"The request failed: {exception.GetBaseException().Message} Try again.";
    }
}
