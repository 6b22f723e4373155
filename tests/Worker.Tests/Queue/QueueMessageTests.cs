using System.Text.Json.Nodes;
using MmsQueue.Shared;

namespace MmsQueue.Worker.Tests.Queue;

/// <summary>What may be on the media queue, and its outcome.</summary>
public sealed class QueueMessageTests
{
    public static TheoryData<string> Fields => [.. MediaJobFields.All];

    [Theory]
    [InlineData("photo.jpg, please")]
    [InlineData("{")]
    [InlineData("{\"version\":1")]
    [InlineData(" ")]
    [InlineData("[]")]
    [InlineData("[{\"version\":1}]")]
    [InlineData("\"a string\"")]
    [InlineData("42")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"version\":null}")]
    [InlineData("<job/>")]
    [InlineData("\u0000")]
    public async Task A_message_that_is_not_a_valid_job_is_dead_lettered_as_malformed_with_its_body(string body)
    {
        await using var worker = new TestWorker();
        worker.Queue.Send(body);

        var response = await worker.InvokeAsync();

        Assert.Empty(response.BatchItemFailures);
        AssertMalformed(worker, body);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task An_empty_body_is_dead_lettered_as_malformed(string? body)
    {
        await using var worker = new TestWorker();
        worker.Queue.Send(body);

        await worker.InvokeAsync();

        Assert.Equal(FailureReason.MalformedJob, Assert.Single(worker.Queue.DeadLetters).Reason);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    public async Task An_unknown_version_is_dead_lettered_as_unsupported_whatever_its_fields(string version)
    {
        await using var worker = new TestWorker();
        worker.Queue.Send($"{{\"version\":{version},\"everything\":\"else\"}}");

        await worker.InvokeAsync();

        Assert.Equal(FailureReason.UnsupportedVersion, Assert.Single(worker.Queue.DeadLetters).Reason);
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task A_job_without_a_field_is_dead_lettered_as_malformed(string field)
    {
        await using var worker = new TestWorker();
        await AssertMalformedAsync(worker, job => job.Remove(field));
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task A_field_that_is_null_or_of_the_wrong_type_makes_a_job_malformed(string field)
    {
        await using var worker = new TestWorker();
        foreach (var wrong in (string[])["null", "{}", "[1]", "true", "\"\\u0000\""])
        {
            // Any text is accepted as a content type, because the first bytes decide.
            if (field is not "contentType" || wrong[0] is not '"')
            {
                await AssertMalformedAsync(
                    worker,
                    job => job[field] = JsonNode.Parse(wrong),
                    field is "mediaUrl" && wrong[0] is '"' ? FailureReason.ForbiddenUrl : FailureReason.MalformedJob);
            }
        }
    }

    [Theory]
    [InlineData("messageSid", "MM1")]
    [InlineData("messageSid", "XX00000000000000000000000000000001")]
    [InlineData("accountSid", "AC1")]
    [InlineData("key", "")]
    [InlineData("key", "/etc/passwd")]
    [InlineData("key", "media")]
    [InlineData("key", "media/")]
    [InlineData("key", "media/../other/photo.jpg")]
    [InlineData("key", "../media/photo.jpg")]
    [InlineData("key", "media//photo.jpg")]
    [InlineData("key", "media/./photo.jpg")]
    [InlineData("key", "media/.htaccess")]
    [InlineData("key", "media/photo.jpg?x")]
    [InlineData("key", "media/pho to.jpg")]
    [InlineData("key", "media\\photo.jpg")]
    [InlineData("key", "media/%2e%2e/photo.jpg")]
    [InlineData("key", "other/sender/photo.jpg")]
    [InlineData("key", "mediaother/photo.jpg")]
    [InlineData("key", "Media/photo.jpg")]
    public async Task An_invalid_field_makes_a_job_malformed(string field, string value)
    {
        await using var worker = new TestWorker();
        await AssertMalformedAsync(worker, job => job[field] = value);
        Assert.Equal(0, worker.Media.Connections);
    }

    [Fact]
    public async Task A_key_of_more_than_1024_characters_makes_a_job_malformed()
    {
        await using var worker = new TestWorker();
        await AssertMalformedAsync(worker, job => job["key"] = "media/" + new string('a', 1024));
    }

    [Fact]
    public async Task A_negative_index_makes_a_job_malformed()
    {
        await using var worker = new TestWorker();
        await AssertMalformedAsync(worker, job => job["mediaIndex"] = -1);
    }

    [Theory]
    [InlineData("", 1 << 20)]
    [InlineData("{\"version\":", 1000)]
    public async Task A_long_invalid_message_is_dead_lettered_with_a_short_detail(string beginning, int digits)
    {
        await using var worker = new TestWorker();
        worker.Queue.Send($"{beginning}{new string('9', digits)}}}");

        await worker.InvokeAsync();

        Assert.InRange(Assert.Single(worker.Queue.DeadLetters).Detail.Length, 1, 256);
    }

    [Fact]
    public async Task An_unknown_field_of_1_MiB_is_ignored()
    {
        await using var worker = new TestWorker();
        var job = JsonNode.Parse(worker.Job(Reply.Ok(Sample.Jpeg())).ToJson())!.AsObject();
        job["new"] = new JsonObject { ["field"] = new string('x', 1 << 20) };
        worker.Queue.Send(job.ToJsonString());

        await worker.InvokeAsync();

        Assert.Single(worker.Store.Objects);
    }

    [Fact]
    public async Task A_key_with_a_custom_prefix_is_accepted()
    {
        await using var worker = new TestWorker(options => options with { MediaKeyPrefix = "a/b" });
        var job = worker.Job(Reply.Ok(Sample.Jpeg())) with { Key = "a/b/sender/photo.jpg" };
        await Expect.StoredAsync(worker, job, Sample.Jpeg());
    }

    private static async Task AssertMalformedAsync(
        TestWorker worker, Action<JsonObject> change, FailureReason reason = FailureReason.MalformedJob)
    {
        var job = JsonNode.Parse(worker.Job(Reply.Ok(Sample.Jpeg())).ToJson())!.AsObject();
        change(job);
        worker.Queue.Send(job.ToJsonString());

        var response = await worker.InvokeAsync();

        Assert.Empty(response.BatchItemFailures);
        AssertMalformed(worker, job.ToJsonString(), reason);
        worker.Queue.DeadLetters.Clear();
    }

    private static void AssertMalformed(TestWorker worker, string body, FailureReason reason = FailureReason.MalformedJob)
    {
        var letter = Assert.Single(worker.Queue.DeadLetters);
        Assert.Equal(reason, letter.Reason);
        Assert.Equal(body, letter.Job.Body);
        Assert.Empty(worker.Store.Objects);
    }
}
