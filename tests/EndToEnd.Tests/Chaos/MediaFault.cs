namespace MmsQueue.EndToEnd.Tests.Chaos;

/// <summary>The fault of a media file on its server: temporary if the name says so, otherwise permanent.</summary>
internal enum MediaFault
{
    None,
    NotFoundTwice,
    ErrorThreeTimes,
    TooManyRequestsOnce,
    TruncatedOnce,
    ResetOnce,
    NotFound,
    Unauthorized,
    Empty,
    TooLarge,
}
