using MmsQueue.Ingress.Tests.Support;

namespace MmsQueue.Ingress.Tests;

/// <summary>A dependency that hangs ends in 503 within the budget, on a clock that the test moves.</summary>
public sealed class DeadlineTests : IDisposable
{
    private readonly IngressUnderTest _ingress = new();

    public void Dispose() => _ingress.Dispose();

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_service_that_hangs_is_503_when_eight_seconds_are_over(bool isQueue, bool heedsCancellation)
    {
        (isQueue ? _ingress.Queue.Call : _ingress.Users.Call).Hang(heedsCancellation);

        await AssertEndsAfterAsync(TimeSpan.FromSeconds(8), remaining: TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Less_time_left_means_a_shorter_budget_with_half_a_second_for_the_answer()
    {
        _ingress.Queue.Call.Hang();

        await AssertEndsAfterAsync(TimeSpan.FromSeconds(2.5), remaining: TimeSpan.FromSeconds(3));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(-1)]
    public async Task No_time_left_is_503_at_once(double seconds)
    {
        _ingress.Queue.Call.Hang();

        Assert.Equal(503, (await _ingress.SendAsync(TwilioWebhook.Mms(), TimeSpan.FromSeconds(seconds))).StatusCode);
    }

    [Fact]
    public async Task A_retry_after_a_hang_is_served()
    {
        _ingress.Queue.Call.Hang(heedsCancellation: false);
        await AssertEndsAfterAsync(TimeSpan.FromSeconds(8), remaining: TimeSpan.FromSeconds(30));

        _ingress.Queue.Call.Work();

        Assert.Single((await _ingress.SendAsync(TwilioWebhook.Mms())).Links());
        Assert.Equal(1, _ingress.Users.Users[TwilioWebhook.From].MessageCount);
    }

    private async Task AssertEndsAfterAsync(TimeSpan budget, TimeSpan remaining)
    {
        var answer = _ingress.SendAsync(TwilioWebhook.Mms(), remaining);
        _ingress.Time.Advance(budget - TimeSpan.FromMilliseconds(1));
        Assert.False(answer.IsCompleted);

        _ingress.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(503, (await answer.WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal("out-of-time", _ingress.Entry("Failed").GetProperty("outcome").GetString());
    }
}
