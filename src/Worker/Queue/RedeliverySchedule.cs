namespace MmsQueue.Worker.Queue;

/// <summary>How long a failed job waits before it is retried.</summary>
public static class RedeliverySchedule
{
    /// <summary>The longest pause: SQS counts a message's 12 hours from its receive, and an hour is left for the receive itself.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(11);

    /// <summary>
    /// The pause after the given receive (from 1), 20 % more or less by <paramref name="chance"/> (0 up to 1), in whole seconds.
    /// </summary>
    public static TimeSpan PauseAfter(int receiveCount, IReadOnlyList<TimeSpan> pauses, double chance, TimeSpan? atLeast = null)
    {
        var pause = pauses[Math.Clamp(receiveCount, 1, pauses.Count) - 1] * (0.8 + (0.4 * chance));
        return TimeSpan.FromSeconds(Math.Ceiling(Math.Min(Longest.TotalSeconds, Math.Max(pause.TotalSeconds, atLeast?.TotalSeconds ?? 0))));
    }
}
