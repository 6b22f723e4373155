using Amazon.S3.Model;

namespace MmsQueue.EndToEnd.Tests;

/// <summary>The path of one message, through the running system.</summary>
public sealed class MessageTests(RunningSystem system)
{
    private readonly Client _client = system.Client;

    [Fact]
    public async Task All_samples_in_one_message_get_one_reply_and_are_served_with_their_types()
    {
        var files = Directory.GetFiles(Places.Samples).Order(StringComparer.Ordinal).ToArray();

        var reply = await _client.SendAsync(files);

        Assert.Equal(200, reply.Status);
        Assert.Equal(files.Length, reply.Links.Length);
        foreach (var (file, link) in files.Zip(reply.Links))
        {
            var stored = await _client.StoredAsync(link);
            Assert.Equal(RunningSystem.Hash(file), stored.Sha256);
            Assert.Equal(TypeOf(file), stored.ContentType);
        }
    }

    [Fact]
    public async Task A_GET_webhook_works_like_a_POST_webhook()
    {
        var reply = await _client.SendAsync([Places.Photo], ("method", "GET"));

        Assert.Equal(RunningSystem.Hash(Places.Photo), (await _client.StoredAsync(Assert.Single(reply.Links))).Sha256);
    }

    [Fact]
    public async Task A_message_without_attachments_gets_a_reply_that_asks_for_a_photo()
    {
        var reply = await _client.SendAsync([], ("body", "hello & <goodbye>"));

        Assert.Equal(200, reply.Status);
        Assert.Contains("photo", reply.Reply, StringComparison.Ordinal);
        Assert.Empty(reply.Links);
    }

    [Theory]
    [InlineData("404x2")]
    [InlineData("500x3")]
    [InlineData("429x2")]
    [InlineData("slow")]
    [InlineData("truncate")]
    [InlineData("reset")]
    public async Task A_file_is_stored_despite_a_temporary_fault(string fault)
    {
        var reply = await _client.SendAsync([Places.Photo], ("fault", fault));

        Assert.Equal(RunningSystem.Hash(Places.Photo), (await _client.StoredAsync(Assert.Single(reply.Links))).Sha256);
    }

    [Theory]
    [InlineData("unsigned")]
    [InlineData("badsignature")]
    public async Task A_webhook_without_a_valid_signature_is_rejected_and_writes_nothing(string fault)
    {
        var from = Phone.New();

        var reply = await _client.SendAsync([Places.Photo], ("from", from), ("fault", fault));

        Assert.Equal(403, reply.Status);
        Assert.Empty(reply.Links);
        Assert.Null(await _client.UserAsync(from));
        Assert.DoesNotContain(reply.MessageSid, await Logs.ReadAsync(system.DataPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Concurrent_deliveries_of_a_webhook_give_one_link_one_object_and_one_count()
    {
        var from = Phone.New();

        var reply = await _client.SendAsync([Places.Photo], ("from", from), ("fault", "duplicate"));
        var link = Assert.Single(reply.Links);
        await _client.StoredAsync(link);

        Assert.Equal([200, 200], reply.Statuses);
        Assert.Equal("1", (await _client.UserAsync(from))!["messageCount"].N);
        Assert.Equal("1", (await _client.UserAsync(from))!["mediaCount"].N);
        var key = new Uri(link).AbsolutePath[1..];
        var request = new ListObjectsV2Request { BucketName = system.Stack["MediaBucket"], Prefix = key[..key.LastIndexOf('/')] };
        Assert.Single((await system.S3.ListObjectsV2Async(request, TestContext.Current.CancellationToken)).S3Objects);
    }

    [Fact]
    public async Task The_user_item_has_first_seen_last_seen_and_counts()
    {
        var from = Phone.New();

        await _client.SendAsync([Places.Photo, Places.Photo], ("from", from));
        var second = await _client.SendAsync([], ("from", from), ("body", "hello"));
        var user = (await _client.UserAsync(from))!;

        Assert.Equal("2", user["messageCount"].N);
        Assert.Equal("2", user["mediaCount"].N);
        Assert.Equal(second.MessageSid, user["lastMessageSid"].S);
        Assert.True(string.CompareOrdinal(user["firstSeenAt"].S, user["lastSeenAt"].S) < 0);
    }

    [Fact]
    public async Task A_link_without_its_photo_shows_a_page_that_refreshes_itself()
    {
        var link = new Uri(new Uri(system.Stack["PublicBaseUrl"]), "/media/aaaaaaaaaaaaaaaa/aaaaaaaaaaaaaaaaaaaaaaaaaa.jpg");

        using var response = await _client.Http.GetAsync(link, TestContext.Current.CancellationToken);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Contains("http-equiv=\"refresh\"", page, StringComparison.Ordinal);
    }

    private static string TypeOf(string file) => Path.GetExtension(file) switch
    {
        ".jpg" => "image/jpeg",
        ".png" => "image/png",
        ".gif" => "image/gif",
        ".mp4" => "video/mp4",
        ".vcf" => "text/vcard",
        var other => throw new ArgumentOutOfRangeException(nameof(file), other, "unknown sample type"),
    };
}
