namespace MmsQueue.EndToEnd.Tests.Chaos;

/// <summary>What is wrong with a media at its server: for a while, as the name says, or for ever.</summary>
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
