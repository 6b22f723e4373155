using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace MmsQueue.Testing;

/// <summary>A clock that only a test moves. It records pauses and, by default, ends them at once.</summary>
/// <remarks>Skipping a pause does not move the clock, so the pause of one job never uses up the time of another.</remarks>
public sealed class PauseSkippingTime(bool skipsPauses = true) : FakeTimeProvider(TestTime.Start)
{
    /// <summary>The pauses so far, in order.</summary>
    public ConcurrentQueue<TimeSpan> Pauses { get; } = new();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // The timer of a cancellation source is a time limit; every other timer is a pause.
        if (state is CancellationTokenSource || dueTime <= TimeSpan.Zero)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        // Recorded once the timer is set, so that a test that sees the pause can end it.
        var timer = base.CreateTimer(callback, state, skipsPauses ? TimeSpan.Zero : dueTime, period);
        Pauses.Enqueue(dueTime);
        return timer;
    }
}
