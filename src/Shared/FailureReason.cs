namespace MmsQueue.Shared;

/// <summary>Why a job is in the dead-letter queue.</summary>
public enum FailureReason
{
    /// <summary>The message is not a valid job: not JSON, or a field is missing or wrong.</summary>
    MalformedJob,

    /// <summary>The job has a version that this worker does not support.</summary>
    UnsupportedVersion,

    /// <summary>The media URL, or a redirect from it, leads to a host that the worker may not call.</summary>
    ForbiddenUrl,

    /// <summary>Twilio has no such media file (404 or 410), and had enough time to make it available.</summary>
    NotFound,

    /// <summary>Twilio refused the credentials (401 or 403).</summary>
    Unauthorized,

    /// <summary>The media file is larger than MAX_MEDIA_BYTES.</summary>
    TooLarge,

    /// <summary>The media file is empty.</summary>
    Empty,

    /// <summary>The server always answered 200, but never with the attachment that Twilio declared.</summary>
    NotTheMedia,

    /// <summary>Every receive failed for a transient reason; the detail is that of the last.</summary>
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
