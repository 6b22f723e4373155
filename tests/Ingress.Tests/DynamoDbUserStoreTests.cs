using Amazon.DynamoDBv2.Model;
using MmsQueue.Ingress.Tests.Support;

namespace MmsQueue.Ingress.Tests;

public sealed class DynamoDbUserStoreTests(Aws aws)
{
    private const string First = "MMaa56aff7e3b3f3fe164b98c855e0f8ac";
    private const string Second = "MM11a026478d23fe9587df8224cab2fdd4";

    private readonly DynamoDbUserStore _users = new(aws.DynamoDb, Aws.Table);
    private readonly string _from = aws.NewSender();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_first_message_creates_the_user()
    {
        Assert.True(await CountAsync(First, media: 3, at: 0, profileName: "Zoë"));

        Assert.Equal(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["fromNumber"] = _from,
                ["firstSeenAt"] = "2026-11-22T10:00:00.000Z",
                ["lastSeenAt"] = "2026-11-22T10:00:00.000Z",
                ["lastMessageSid"] = First,
                ["profileName"] = "Zoë",
                ["messageCount"] = "1",
                ["mediaCount"] = "3",
            },
            await aws.UserAsync(_from));
    }

    [Fact]
    public async Task A_second_message_counts_and_keeps_what_it_does_not_mention()
    {
        await CountAsync(First, media: 3, at: 0, profileName: "Zoë");
        Assert.True(await CountAsync(Second, media: 0, at: 61));

        var user = await aws.UserAsync(_from);
        Assert.Equal(("2026-11-22T10:00:00.000Z", "2026-11-22T10:01:01.000Z"), (user["firstSeenAt"], user["lastSeenAt"]));
        Assert.Equal(("2", "3", Second, "Zoë"), (user["messageCount"], user["mediaCount"], user["lastMessageSid"], user["profileName"]));
    }

    [Fact]
    public async Task A_retry_changes_nothing()
    {
        await CountAsync(First, media: 1, at: 0);
        var before = await aws.UserAsync(_from);

        Assert.False(await CountAsync(First, media: 1, at: 15));

        Assert.Equal(before, await aws.UserAsync(_from));
        Assert.False(before.ContainsKey("profileName"));
    }

    [Fact]
    public async Task Simultaneous_deliveries_count_once()
    {
        var counted = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CountAsync(First, media: 2, at: 0)));

        Assert.Single(counted, isCounted => isCounted);
        Assert.Equal("2", (await aws.UserAsync(_from))["mediaCount"]);
    }

    [Fact]
    public async Task An_older_message_counts_again()
    {
        await CountAsync(First, media: 1, at: 0);
        await CountAsync(Second, media: 1, at: 1);
        Assert.True(await CountAsync(First, media: 1, at: 2));

        Assert.Equal("3", (await aws.UserAsync(_from))["messageCount"]);
    }

    [Fact]
    public async Task A_sender_may_contain_any_character()
    {
        var from = "whatsapp:" + _from + " \0 é 📷";
        Assert.True(
            await _users.CountAsync(new Webhook(First, TwilioWebhook.Account, from, null, IsKeyword: false, []), TestTime.Start, Token));

        Assert.Equal(from, (await aws.UserAsync(from))["fromNumber"]);
    }

    [Fact]
    public async Task A_missing_table_is_logged_and_causes_a_503()
    {
        using var ingress = new IngressUnderTest(users: new DynamoDbUserStore(aws.DynamoDb, "no-such-table"));

        (await ingress.SendAsync(TwilioWebhook.Mms())).Line(503);

        Assert.Equal(nameof(ResourceNotFoundException), ingress.Entry("Failed").GetProperty("errorType").GetString());
    }

    private Task<bool> CountAsync(string messageSid, int media, int at, string? profileName = null) => _users.CountAsync(
        new Webhook(
            messageSid,
            TwilioWebhook.Account,
            _from,
            profileName,
            IsKeyword: false,
            [.. Enumerable.Repeat(new WebhookMedia("u", "t"), media)]),
        TestTime.Start.AddSeconds(at),
        Token);
}
