using MmsQueue.Worker.Queue;

namespace MmsQueue.Worker.Tests.Queue;

/// <summary>How long a job waits after each receive.</summary>
public sealed class RedeliveryScheduleTests
{
    [Theory]
    [InlineData(-1, 10)]
    [InlineData(0, 10)]
    [InlineData(1, 10)]
    [InlineData(2, 60)]
    [InlineData(3, 5 * 60)]
    [InlineData(4, 15 * 60)]
    [InlineData(5, 3600)]
    [InlineData(6, 3 * 3600)]
    [InlineData(7, 6 * 3600)]
    [InlineData(8, 6 * 3600)]
    [InlineData(1000, 6 * 3600)]
    public void Each_receive_has_its_own_pause_varied_by_20_percent(int receive, int seconds)
    {
        Assert.Equal(Math.Ceiling(seconds * 0.8), PauseAfter(receive, 0).TotalSeconds);
        Assert.Equal(seconds, PauseAfter(receive, 0.5).TotalSeconds);
        Assert.InRange(PauseAfter(receive, 0.999999).TotalSeconds, seconds, Math.Ceiling(seconds * 1.2));
    }

    [Theory]
    [InlineData(30, 30)]
    [InlineData(5, 10)]
    [InlineData(0, 10)]
    [InlineData(30.2, 31)]
    public void The_servers_Retry_After_is_the_minimum(double asked, double seconds) =>
        Assert.Equal(seconds, PauseAfter(1, 0.5, TimeSpan.FromSeconds(asked)).TotalSeconds);

    [Fact]
    public void No_pause_is_longer_than_SQS_allows() =>
        Assert.Equal(TimeSpan.FromHours(11), PauseAfter(7, 1, TimeSpan.FromDays(9999)));

    private static TimeSpan PauseAfter(int receive, double chance, TimeSpan? asked = null) =>
        RedeliverySchedule.PauseAfter(receive, TestWorker.Defaults.Redelivery, chance, asked);
}
