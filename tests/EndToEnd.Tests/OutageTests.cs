namespace MmsQueue.EndToEnd.Tests;

/// <summary>Twilio's retry after an outage of SQS, DynamoDB or the ingress itself.</summary>
public sealed class OutageTests(FlakySystem system) : IClassFixture<FlakySystem>
{
    private const string Refused = "\"event\":\"Failed\"";
    private const string Stored = "\"outcome\":\"stored\"";

    private readonly Client _client = system.Client;

    [Fact]
    public async Task When_SQS_is_down_for_three_seconds_Twilios_retry_succeeds_and_the_message_counts_once()
    {
        var from = Phone.New();
        var refusedBefore = await Logs.CountAsync(system.DataPath, Refused);
        system.Sqs.Become(FlakyProxy.Mode.Down);

        var sending = _client.SendAsync([Places.Photo], ("from", from), ("retries", "5"));
        var outage = Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        await Task.WhenAll(LoggedAfterAsync(Refused, refusedBefore), outage);
        system.Sqs.Become(FlakyProxy.Mode.Up);
        var reply = await sending;

        Assert.Equal(503, reply.Statuses[0]);
        await AssertStoredOnceAsync(reply, from);
    }

    [Fact]
    public async Task When_DynamoDB_is_down_the_webhook_returns_503_and_the_retry_succeeds()
    {
        var from = Phone.New();
        system.DynamoDb.Become(FlakyProxy.Mode.Down);

        var refused = await _client.SendAsync([Places.Photo], ("from", from), ("retries", "0"));
        var sending = _client.SendAsync([Places.Photo], ("from", from), ("retries", "5"));
        system.DynamoDb.Become(FlakyProxy.Mode.Up);
        var reply = await sending;

        Assert.Equal(503, refused.Status);
        await AssertStoredOnceAsync(reply, from);
    }

    [Fact]
    public async Task When_SQS_hangs_the_webhook_returns_503_within_its_budget()
    {
        system.Sqs.Become(FlakyProxy.Mode.Hanging);

        var reply = await _client.SendAsync([Places.Photo], ("retries", "0"));
        system.Sqs.Become(FlakyProxy.Mode.Up);

        // Otherwise Lambda would end the function after 10 s, and API Gateway would return 500.
        Assert.Equal(503, reply.Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_the_ingress_dies_between_its_two_writes_the_retry_stores_the_photo_and_counts_once(bool userWasWritten)
    {
        var from = Phone.New();
        var storedBefore = await Logs.CountAsync(system.DataPath, Stored);
        var hanging = userWasWritten ? system.Sqs : system.DynamoDb;
        hanging.Become(FlakyProxy.Mode.Hanging);

        var sending = _client.SendAsync([Places.Photo], ("from", from), ("retries", "5"));
        await (userWasWritten ? _client.UserWrittenAsync(from) : LoggedAfterAsync(Stored, storedBefore));
        ProcessTree.Kill(system.ProcessId, "MmsQueue.Ingress");
        hanging.Become(FlakyProxy.Mode.Up);
        var reply = await sending;

        Assert.NotEqual(200, reply.Statuses[0]);
        await AssertStoredOnceAsync(reply, from);
    }

    // The log is the only sign of a webhook or its job before the response.
    private async Task LoggedAfterAsync(string text, int before)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (await Logs.CountAsync(system.DataPath, text) == before)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }
    }

    private async Task AssertStoredOnceAsync(SimulatorReply reply, string from)
    {
        Assert.Equal(200, reply.Status);
        Assert.Equal(RunningSystem.Hash(Places.Photo), (await _client.StoredAsync(Assert.Single(reply.Links))).Sha256);
        Assert.Equal("1", (await _client.UserAsync(from))!["messageCount"].N);
        Assert.Equal("1", (await _client.UserAsync(from))!["mediaCount"].N);
    }
}
