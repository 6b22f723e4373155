namespace MmsQueue.Shared;

/// <summary>Why a job is in the dead-letter queue.</summary>
public enum FailureReason
{
    /// <summary>The message is no job: not JSON, a field missing or wrong.</summary>
    MalformedJob,

    /// <summary>The job is of a version that this worker does not read.</summary>
    UnsupportedVersion,

    /// <summary>The media's URL, or a redirect from it, leads to where the worker must not go.</summary>
    ForbiddenUrl,

    /// <summary>Twilio has no such media (404 or 410), and has had time to get it.</summary>
    NotFound,

    /// <summary>Twilio refused the credentials (401 or 403).</summary>
    Unauthorized,

    /// <summary>The media is larger than MAX_MEDIA_BYTES.</summary>
    TooLarge,

    /// <summary>The media has no bytes.</summary>
    Empty,

    /// <summary>The server answered 200 each time, but not with the attachment that Twilio declared.</summary>
    NotTheMedia,

    /// <summary>Every receive failed in a way that might have passed; the detail is that of the last.</summary>
    Exhausted,
}

/// <summary>The codes by which reasons are written in the dead-letter queue, in logs and in metrics.</summary>
public static class FailureReasons
{
    /// <summary>The reason's code, in lower-case words joined by hyphens.</summary>
    public static string ToCode(this FailureReason reason) => reason switch
    {
        FailureReason.MalformedJob => "malformed-job",
        FailureReason.UnsupportedVersion => "unsupported-version",
        FailureReason.ForbiddenUrl => "forbidden-url",
        FailureReason.NotFound => "not-found",
        FailureReason.Unauthorized => "unauthorized",
        FailureReason.TooLarge => "too-large",
        FailureReason.Empty => "empty",
        FailureReason.NotTheMedia => "not-the-media",
        FailureReason.Exhausted => "exhausted",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, message: null),
    };
}
