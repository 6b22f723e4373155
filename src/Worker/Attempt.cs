using MmsQueue.Worker.Store;

namespace MmsQueue.Worker;

/// <summary>The result of one try, with what the tries before it add up to.</summary>
/// <param name="Tries">Tries so far, including this one.</param>
/// <param name="NotFound">How many of them saw a 404.</param>
/// <param name="Failure">Why the try failed; ignored when <paramref name="Copy"/> is set.</param>
/// <param name="CanRetry">Whether another try of the same receive may succeed.</param>
/// <param name="Copy">What the try stored; null when it failed.</param>
internal sealed record Attempt(int Tries, int NotFound, Failure Failure, bool CanRetry = false, Copy? Copy = null)
{
    /// <summary>The state before the first try.</summary>
    public static Attempt None { get; } = new(0, 0, Failure.OutOfTime);
}

/// <summary>A stored media file, the time to its first byte, and the time from there until it was stored.</summary>
internal sealed record Copy(StoredMedia Media, TimeSpan Download = default, TimeSpan Store = default);
