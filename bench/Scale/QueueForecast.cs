namespace MmsQueue.Bench.Scale;

/// <summary>The model's result for one burst.</summary>
internal sealed record QueueForecast(
    IReadOnlyList<(double Second, double Arrived, double Done)> Course, double Concurrency, string Wall, double BatchSeconds)
{
    public double PeakBacklog => Course.Max(at => at.Arrived - at.Done);

    /// <summary>Seconds from the burst's end until everything is stored.</summary>
    public double Drained => Math.Max(0, Course[^1].Second - QueueModel.BurstSeconds);

    public IReadOnlyList<(double Minute, double Backlog)> Backlog =>
        [.. Course.Where((_, i) => i % 5 == 0).Select(at => (at.Second / 60, at.Arrived - at.Done))];

    /// <summary>Seconds from the webhook to the link for the given share of all messages, which are stored in order of arrival.</summary>
    public double TimeToLink(double share)
    {
        var waits = new List<double>();
        var done = 0;
        for (var second = 1; second <= QueueModel.BurstSeconds; second++)
        {
            while (done < Course.Count - 1 && Course[done].Done < Course[second].Arrived - 1e-6)
            {
                done++;
            }

            waits.Add(Math.Max(0, Course[done].Second - second) + BatchSeconds);
        }

        waits.Sort();
        return waits[(int)(share * (waits.Count - 1))];
    }
}
