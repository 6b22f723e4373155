namespace MmsQueue.Bench;

/// <summary>A burst at a constant rate, second by second: the poller grows, batches take their time, and what cannot be done waits in order.</summary>
/// <param name="Batch">Jobs in a batch; a backlog fills them.</param>
/// <param name="BatchSeconds">What a batch takes.</param>
internal sealed record QueueModel(int Batch, double BatchSeconds)
{
    /// <summary>A bucket's partition takes so many writes a second; S3 splits it only when the load lasts.</summary>
    public const double S3PutsPerSecond = 3500;

    /// <summary>An account's concurrent executions, until AWS is asked for more.</summary>
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
            // The ramp moves away by itself: what stands behind it is the wall.
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
