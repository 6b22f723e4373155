using System.Collections.Concurrent;

namespace MmsQueue.Worker.Tests;

/// <summary>A clock that stands still until a test moves it. The pauses between tries are noted and, unless they are to last, end at once.</summary>
internal sealed class ManualTime(bool skipsPauses = true) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly HashSet<Timer> _timers = [];
    private DateTimeOffset _now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    /// <summary>The pauses so far, in order.</summary>
    public ConcurrentQueue<TimeSpan> Pauses { get; } = new();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // Limits cancel, pauses do not.
        var timer = new Timer(this, () => callback(state), isPause: state is not CancellationTokenSource);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock and rings what became due.</summary>
    public void Advance(TimeSpan by)
    {
        Timer[] due;
        lock (_lock)
        {
            _now += by;
            due = [.. _timers.Where(timer => timer.Due <= _now)];
            _timers.ExceptWith(due);
        }

        Array.ForEach(due, timer => timer.Ring());
    }

    private bool Set(Timer timer, TimeSpan dueTime)
    {
        if (timer.IsPause && dueTime > TimeSpan.Zero)
        {
            Pauses.Enqueue(dueTime);
            if (skipsPauses)
            {
                return ThreadPool.QueueUserWorkItem(_ => timer.Ring());
            }
        }

        lock (_lock)
        {
            timer.Due = _now + (dueTime < TimeSpan.Zero ? TimeSpan.Zero : dueTime);
            return dueTime < TimeSpan.Zero ? _timers.Remove(timer) : _timers.Add(timer);
        }
    }

    private sealed class Timer(ManualTime time, Action ring, bool isPause) : ITimer
    {
        public bool IsPause { get; } = isPause;

        public DateTimeOffset Due { get; set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Set(this, dueTime);
            return true;
        }

        public void Dispose() => time.Set(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
