using System.Net.Sockets;
using Amazon.Runtime;

namespace MmsQueue.Emulator.Aws;

/// <summary>Recognizes the exceptions of the AWS SDK's clients.</summary>
internal static class AwsFailure
{
    /// <summary>Whether a service refused a request or cannot be reached.</summary>
    public static bool Is(Exception exception) =>
        exception is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or SocketException;
}
