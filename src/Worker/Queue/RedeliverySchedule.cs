namespace MmsQueue.Worker.Queue;

/// <summary>How long a job that failed waits before it comes again.</summary>
internal static class RedeliverySchedule
{
    // An outage of minutes is met within minutes, one of hours without eight receives in its first minute.
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15),
        TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(6),
    ];

    // SQS counts a message's 12 hours from its receive, so that what is asked for must leave room for the receive itself.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(11);

    /// <summary>The pause after the given receive (from 1), 20 % more or less by <paramref name="chance"/> (0 up to 1).</summary>
    public static TimeSpan PauseAfter(int receiveCount, double chance, TimeSpan? atLeast = null)
    {
        var pause = Pauses[Math.Clamp(receiveCount, 1, Pauses.Length) - 1] * (0.8 + (0.4 * chance));
        return TimeSpan.FromSeconds(Math.Ceiling(Math.Min(Longest.TotalSeconds, Math.Max(pause.TotalSeconds, atLeast?.TotalSeconds ?? 0))));
    }
}
