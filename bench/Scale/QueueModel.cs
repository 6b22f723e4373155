namespace MmsQueue.Bench.Scale;

/// <summary>Simulates a burst at a constant rate, second by second: the poller scales, and excess jobs wait in order.</summary>
/// <param name="Batch">Jobs in a batch. During a backlog, batches are full.</param>
/// <param name="BatchSeconds">How long a batch takes.</param>
internal sealed record QueueModel(int Batch, double BatchSeconds)
{
    /// <summary>The writes per second that one partition of a bucket accepts. S3 splits it only under sustained load.</summary>
    public const double S3PutsPerSecond = 3500;

    /// <summary>An account's default limit of concurrent executions.</summary>
    public const double AccountConcurrency = 1000;

    public const int BurstSeconds = 600;

    public QueueForecast Run(double perSecond, double webhookSeconds, PollerScaling poller)
    {
        var (concurrency, arrived, done, most, wall) = (poller.First, 0.0, 0.0, 0.0, "none");
        List<(double Second, double Arrived, double Done)> course = [(0, 0, 0)];
        for (var second = 1; second <= 12 * 3600 && (second <= BurstSeconds || arrived - done >= 1); second++)
        {
            var isBurst = second <= BurstSeconds;
            arrived += isBurst ? perSecond : 0;
            var account = AccountConcurrency - (isBurst ? perSecond * webhookSeconds : 0);
            var used = Math.Min(concurrency, account);
            var capacity = Math.Min(used * Batch / BatchSeconds, S3PutsPerSecond);
            var waits = arrived - done > capacity;
            // The poller scales past the ramp, so any other limit replaces it.
            if (waits && (wall is "none" or "ramp"))
            {
                wall = Wall(concurrency, account, used * Batch / BatchSeconds, poller);
            }

            var stored = Math.Min(arrived - done, capacity);
            done += stored;
            most = Math.Max(most, stored * BatchSeconds / Batch);
            concurrency = waits ? Math.Min(poller.Most, concurrency + (poller.PerMinute / 60)) : concurrency;
            course.Add((second, arrived, done));
        }

        return new QueueForecast(course, most, wall, BatchSeconds);
    }

    private static string Wall(double concurrency, double account, double rate, PollerScaling poller) =>
        rate >= S3PutsPerSecond ? "S3: 3,500 PUT/s"
        : account <= concurrency ? "account: 1,000 at once"
        : concurrency >= poller.Most ? "poller's ceiling"
        : "ramp";
}
