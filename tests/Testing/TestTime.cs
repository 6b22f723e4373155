namespace MmsQueue.Testing;

/// <summary>When the tests' clocks start.</summary>
public static class TestTime
{
    /// <summary>The time of the sample events.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
}
