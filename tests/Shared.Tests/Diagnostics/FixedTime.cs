namespace Shared.Tests.Diagnostics;

/// <summary>A clock that stands still.</summary>
internal sealed class FixedTime : TimeProvider
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 22, 10, 0, 0, 123, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
