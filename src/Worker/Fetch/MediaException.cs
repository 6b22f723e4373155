using System.Globalization;
using System.Net;
using MmsQueue.Shared;

namespace MmsQueue.Worker.Fetch;

/// <summary>A media file that can never be stored.</summary>
internal sealed class MediaException(FailureReason reason, string detail) : Exception(detail)
{
    public FailureReason Reason { get; } = reason;
}

/// <summary>A response of the media server that holds no media file.</summary>
internal sealed class MediaResponseException(string host, HttpStatusCode status, bool hadCredentials, TimeSpan? retryAfter)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"{host} answered {(int)status}"))
{
    /// <summary>Whether the request had our credentials, not a redirect's own signature.</summary>
    public bool HadCredentials { get; } = hadCredentials;

    public HttpStatusCode Status { get; } = status;

    /// <summary>Whether the server has no such media file.</summary>
    public bool IsNotFound => Status is HttpStatusCode.NotFound or HttpStatusCode.Gone;

    /// <summary>How long the server asked us to wait.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}

/// <summary>A media file that arrived incomplete or in an unexpected form; another try may succeed.</summary>
internal sealed class MediaTransferException(string detail) : IOException(detail);

/// <summary>A 200 response that is not the attachment; another try may succeed.</summary>
internal sealed class NotTheMediaException(string detail) : IOException(detail);
