using System.Security.Cryptography;
using MmsQueue.Shared;

namespace MmsQueue.EndToEnd.Tests;

/// <summary>Files that cannot be stored or must not be displayed, through the running system.</summary>
public sealed class FailureTests(RunningSystem system)
{
    [Theory]
    [InlineData("oversize", "too-large")]
    [InlineData("401", "unauthorized")]
    public async Task A_file_that_cannot_be_stored_is_dead_lettered_with_its_reason(string fault, string reason)
    {
        var reply = await system.Client.SendAsync([Places.Photo], ("fault", fault));

        var letter = await DeadLetters.FindAsync(system, reply.MessageSid);

        Assert.Equal(reason, letter.MessageAttributes["FailureReason"].StringValue);
        Assert.Equal("1", letter.MessageAttributes["ReceiveCount"].StringValue);
        Assert.NotEmpty(letter.MessageAttributes["FailureDetail"].StringValue);
    }

    [Fact]
    public async Task A_dead_letter_is_part_of_its_webhooks_trace()
    {
        var reply = await system.Client.SendAsync([Places.Photo], ("fault", "401"));

        var letter = await DeadLetters.FindAsync(system, reply.MessageSid);

        Assert.StartsWith("Root=1-", letter.Attributes["AWSTraceHeader"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_is_not_found_once_its_job_is_past_the_grace_period()
    {
        var job = await EnqueueAsync(age: TimeSpan.FromMinutes(10));

        var letter = await DeadLetters.FindAsync(system, job.MessageSid);

        Assert.Equal("not-found", letter.MessageAttributes["FailureReason"].StringValue);
    }

    [Fact]
    public async Task An_HTML_file_disguised_as_a_photo_is_served_as_a_download()
    {
        using var data = new TemporaryFolder();
        var file = Path.Combine(data.Path, "photo.jpg");
        await File.WriteAllTextAsync(file, "<!doctype html><script>alert(1)</script>", TestContext.Current.CancellationToken);

        var reply = await system.Client.SendAsync([file]);
        var stored = await system.Client.StoredAsync(Assert.Single(reply.Links));

        Assert.Equal(("application/octet-stream", "attachment"), (stored.ContentType, stored.Disposition));
    }

    private async Task<MediaJob> EnqueueAsync(TimeSpan age)
    {
        var (account, message) = (system.Secret("TWILIO_ACCOUNT_SID"), Sid("MM"));
        var path = $"/2010-04-01/Accounts/{account}/Messages/{message}/Media/{Sid("ME")}";
        var job = new MediaJob
        {
            Version = MediaJob.CurrentVersion,
            MessageSid = message,
            AccountSid = account,
            MediaIndex = 0,
            MediaUrl = new Uri(new Uri(system.Stack["SimulatorUrl"]), path).ToString(),
            ContentType = "image/jpeg",
            Key = $"media/aaaaaaaaaaaaaaaa/{message}.jpg",
            ReceivedAt = TimeProvider.System.GetUtcNow() - age,
        };
        await system.Sqs.SendMessageAsync(system.Stack["MediaQueueUrl"], job.ToJson(), TestContext.Current.CancellationToken);
        return job;
    }

    private static string Sid(string letters) => letters + RandomNumberGenerator.GetHexString(32, lowercase: true);
}
