using MmsQueue.Ingress.Tests.Support;

namespace MmsQueue.Ingress.Tests;

/// <summary>A dependency that hangs causes a 503 within the budget.</summary>
public sealed class DeadlineTests : IDisposable
{
    private readonly IngressUnderTest _ingress = new();

    public void Dispose() => _ingress.Dispose();

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_service_that_hangs_causes_a_503_after_eight_seconds(bool isQueue, bool observesCancellation)
    {
        (isQueue ? _ingress.Queue.Call : _ingress.Users.Call).Hang(observesCancellation);

        await AssertEndsAfterAsync(TimeSpan.FromSeconds(8), remaining: TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Less_remaining_time_means_a_shorter_budget_minus_half_a_second_for_the_response()
    {
        _ingress.Queue.Call.Hang();

        await AssertEndsAfterAsync(TimeSpan.FromSeconds(2.5), remaining: TimeSpan.FromSeconds(3));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(-1)]
    public async Task No_remaining_time_causes_an_immediate_503(double seconds)
    {
        _ingress.Queue.Call.Hang();

        Assert.Equal(503, (await _ingress.SendAsync(TwilioWebhook.Mms(), TimeSpan.FromSeconds(seconds))).StatusCode);
    }

    [Fact]
    public async Task A_retry_after_a_timeout_succeeds()
    {
        _ingress.Queue.Call.Hang(observesCancellation: false);
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
