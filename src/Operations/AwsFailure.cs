using System.Net.Sockets;
using Amazon.Runtime;

namespace MmsQueue.Operations;

/// <summary>How calls to AWS fail.</summary>
public static class AwsFailure
{
    /// <summary>Whether a service refused a request or could not be reached.</summary>
    /// <remarks>
    /// HttpClient throws two exceptions unwrapped: IOException when a response breaks off, and SocketException when a connection is reset
    /// before its first request.
    /// </remarks>
    public static bool Is(Exception exception) =>
        exception is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or SocketException;
}
