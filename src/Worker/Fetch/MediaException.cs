using System.Globalization;
using System.Net;
using MmsQueue.Shared;

namespace MmsQueue.Worker.Fetch;

/// <summary>A media that cannot be stored, whatever one tries.</summary>
internal sealed class MediaException(FailureReason reason, string detail) : Exception(detail)
{
    public FailureReason Reason { get; } = reason;
}

/// <summary>An answer of the media's server that holds no media.</summary>
internal sealed class MediaResponseException(string host, HttpStatusCode status, bool hadCredentials, TimeSpan? retryAfter)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"{host} answered {(int)status}"))
{
    /// <summary>Whether the answer is to our credentials, not to a redirect's own signature.</summary>
    public bool HadCredentials { get; } = hadCredentials;

    public HttpStatusCode Status { get; } = status;

    /// <summary>How long the server asked us to wait.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}

/// <summary>A media that came incomplete or in a form that was not asked for; another try may get it whole.</summary>
internal sealed class MediaTransferException(string detail) : IOException(detail);

/// <summary>An answer of 200 that is not the attachment; another try may get it.</summary>
internal sealed class NotTheMediaException(string detail) : IOException(detail);
