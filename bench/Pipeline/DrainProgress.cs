using System.Diagnostics;
using System.Text.Json;
using MmsQueue.Emulator.Lambda;

namespace MmsQueue.Bench.Pipeline;

/// <summary>The number of jobs left at a time, and the workers' CPU time until then.</summary>
internal sealed record DrainMark(int Left, long Timestamp, TimeSpan Cpu)
{
    /// <summary>Jobs per second from here to a later mark.</summary>
    public double RateTo(DrainMark later) => (Left - later.Left) / Stopwatch.GetElapsedTime(Timestamp, later.Timestamp).TotalSeconds;

    /// <summary>Milliseconds of CPU time per job from here to a later mark.</summary>
    public double CpuTo(DrainMark later) => (later.Cpu - Cpu).TotalMilliseconds / (Left - later.Left);
}

/// <summary>Counts the jobs that are left, and records a mark at each of the given counts.</summary>
internal sealed class DrainProgress(int jobs, int[] marks, Func<TimeSpan> cpu)
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<DrainMark> _marks = [];
    private int _left = jobs;

    /// <summary>Completes when no job is left.</summary>
    public Task Done => _done.Task;

    public IReadOnlyList<DrainMark> Marks => _marks;

    public InvocationResult Note(ReadOnlyMemory<byte> payload, InvocationResult result)
    {
        using var batch = JsonDocument.Parse(payload);
        using var answer = JsonDocument.Parse(result.Payload);
        if (answer.RootElement.GetProperty("batchItemFailures").GetArrayLength() > 0)
        {
            _done.TrySetException(new InvalidOperationException("A job failed that should not have."));
        }

        lock (_lock)
        {
            _left -= batch.RootElement.GetProperty("Records").GetArrayLength();
            while (_marks.Count < marks.Length && _left <= marks[_marks.Count])
            {
                // The actual number left, because a batch may step over the mark.
                _marks.Add(new DrainMark(_left, Stopwatch.GetTimestamp(), cpu()));
            }

            if (_left <= 0)
            {
                _done.TrySetResult();
            }
        }

        return result;
    }
}
