using System.Diagnostics;
using System.Text.Json;
using MmsQueue.Emulator.Lambda;

namespace MmsQueue.Bench;

/// <summary>When so many jobs were left, and how much CPU time the workers had used by then.</summary>
internal sealed record DrainMark(int Left, long Timestamp, TimeSpan Cpu)
{
    /// <summary>Jobs a second from here to a later mark.</summary>
    public double RateTo(DrainMark later) => (Left - later.Left) / Stopwatch.GetElapsedTime(Timestamp, later.Timestamp).TotalSeconds;

    /// <summary>Milliseconds of CPU time a job from here to a later mark.</summary>
    public double CpuTo(DrainMark later) => (later.Cpu - Cpu).TotalMilliseconds / (Left - later.Left);
}

/// <summary>Counts the jobs that were answered, and takes a mark at each of the given counts.</summary>
internal sealed class DrainProgress(int jobs, int[] marks, Func<TimeSpan> cpu)
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<DrainMark> _marks = [];
    private int _left = jobs;

    /// <summary>Completes when none is left.</summary>
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
                // What was really left: a batch may step over the mark.
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
