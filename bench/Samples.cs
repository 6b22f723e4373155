using System.Diagnostics;

namespace MmsQueue.Bench;

/// <summary>Durations of one thing, measured many times.</summary>
internal sealed class Samples
{
    private readonly List<double> _milliseconds = [];

    /// <summary>The middle one, in milliseconds.</summary>
    public double Median => At(0.5);

    /// <summary>Measures one run.</summary>
    public async Task MeasureAsync(Func<Task> run)
    {
        var started = Stopwatch.GetTimestamp();
        await run();
        _milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    /// <summary>The value that the given share of all lies below.</summary>
    public double At(double share) => _milliseconds.Order().ElementAt((int)(share * (_milliseconds.Count - 1)));
}
