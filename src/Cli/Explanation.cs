using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.SQS.Model;
using MmsQueue.Shared;

namespace MmsQueue.Cli;

/// <summary>What went wrong outside of this program, in one line: the thing, the reason, the remedy.</summary>
internal static class Explanation
{
    private static readonly string[] Credentials =
        ["ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId", "UnrecognizedClientException", "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidSignatureException", "MissingAuthenticationToken"];

    /// <summary>Null when it is a fault of this program, whose trace is worth seeing.</summary>
    public static string? Of(Exception exception) => (exception switch
    {
        MmsqException e => e.Message,
        QueueDoesNotExistException => "There is no such queue, or it is in another region or account. Check the queues' URLs: --outputs, --queue-url, --dead-letter-queue-url.",
        AmazonServiceException e when Credentials.Contains(e.ErrorCode, StringComparer.Ordinal) =>
            $"AWS does not take the credentials ({e.ErrorCode}): {e.Message} Sign in again (aws sso login, aws configure) or choose others with AWS_PROFILE.",
        AmazonServiceException { StatusCode: HttpStatusCode.Forbidden } e =>
            $"AWS does not permit it: {e.Message} Have the action allowed for these credentials, or choose others with AWS_PROFILE.",
        AmazonServiceException { ErrorCode: "NoSuchBucket" } e => $"There is no such bucket: {e.Message} Check --bucket or --outputs.",
        AmazonServiceException { StatusCode: not default(HttpStatusCode) } e => OfAnswer(e),
        _ => exception is TimeoutException || AwsClient.IsFailure(exception) ? OfConnection(exception) : null,
    })?.ReplaceLineEndings(" ");

    // Without an error code the answer is not AWS's usual one, and the message is the SDK's own about what it could not read.
    private static string OfAnswer(AmazonServiceException e) => ((int)e.StatusCode, e.ErrorCode) switch
    {
        ( >= 200 and < 300, _) =>
            $"AWS answered {(int)e.StatusCode} with something that is not an answer of AWS's. Check the network, proxies and AWS_ENDPOINT_URL.",
        (var status, null or "") => $"AWS answered {status} ({Phrase(e.StatusCode)}). Try again; if it stays, look at the service's health.",
        var (status, code) => $"AWS answered {status} ({code}): {e.Message} Try again; if it stays, look at the service's health.",
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
                return $"The connection failed: {socket.Message}. If it is Local, start it again (dotnet run --project src/Local); if it is AWS, check the network and AWS_ENDPOINT_URL.";
            }
        }

        return exception is AmazonClientException && exception.Message.Contains("region", StringComparison.OrdinalIgnoreCase)
            ? "No AWS region is set. Set AWS_REGION, or name the stack with --outputs FILE."
            : exception is AmazonClientException && exception.Message.Contains("credentials", StringComparison.OrdinalIgnoreCase)
                ? "No AWS credentials were found. Sign in (aws sso login, aws configure) or set AWS_PROFILE."
                : $"It failed: {exception.GetBaseException().Message} Try again.";
    }
}
