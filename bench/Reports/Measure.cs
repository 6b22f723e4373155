using System.Diagnostics;

namespace MmsQueue.Bench.Reports;

/// <summary>Milliseconds of wall time and of this process's CPU time, for each round.</summary>
internal sealed class Measure
{
    public Samples Time { get; } = new();

    public Samples Cpu { get; } = new();

    /// <summary>Runs the sides in turn, A B A B …, and keeps the rounds after the warm-up.</summary>
    public static async Task<Measure[]> InTurnAsync(int warmUp, int rounds, params Func<Task>[] sides)
    {
        Measure[] measures = [.. sides.Select(_ => new Measure())];
        for (var round = -warmUp; round < rounds; round++)
        {
            foreach (var (side, measure) in sides.Zip(measures))
            {
                var cpu = Environment.CpuUsage.TotalTime;
                var started = Stopwatch.GetTimestamp();
                await side();
                var took = Stopwatch.GetElapsedTime(started);
                if (round >= 0)
                {
                    measure.Time.Add(took.TotalMilliseconds);
                    measure.Cpu.Add((Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds);
                }
            }
        }

        return measures;
    }

    /// <summary>Does the same thing many times, with a limit on how many at once.</summary>
    public static Task TimesAsync(int times, int atOnce, Func<Task> run) =>
        Parallel.ForAsync(0, times, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (_, _) => await run());
}
