using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SQS.Model;
using MmsQueue.Shared;

namespace MmsQueue.Cli.Tests;

/// <summary>mmsq load on a queue that others use too. The test acts as the worker.</summary>
public sealed class LoadProcessTests(AwsFixture aws)
{
    private static readonly string[] Load =
    [
        "load", "--messages", "40", "--media-url",
        $"https://api.twilio.com/2010-04-01/Accounts/AC{new string('1', 32)}/Messages/{{MessageSid}}/Media/ME{new string('2', 32)}",
    ];

    [Fact]
    public async Task Other_senders_jobs_are_reported_but_not_counted_or_awaited()
    {
        using var stack = await TestStack.CreateAsync(aws);
        await SendOthersAsync(stack, 30);
        await using var mmsq = Mmsq.Start(stack.Folder, [.. Load, "--json"]);

        await StoreAsync(stack, 40);
        var answer = await mmsq.EndAsync();

        Assert.Equal((30, 0), (answer.Json.GetProperty("othersAtStart").GetInt32(), answer.ExitCode));
        Assert.Contains("30 other jobs are on the media queue", answer.Errors, StringComparison.Ordinal);
        Assert.Equal(40, answer.Json.GetProperty("stored").GetInt32());
        var depth = answer.Json.GetProperty("depth").EnumerateArray().Select(sample => sample.GetProperty("queued").GetInt32()).ToList();
        Assert.Equal((0, true), (depth[^1], depth.Max() <= 40));
    }

    [Fact]
    public async Task Ctrl_C_reports_how_many_jobs_were_sent_stored_and_left()
    {
        using var stack = await TestStack.CreateAsync(aws);
        await using var mmsq = Mmsq.Start(stack.Folder, Load);
        await StoreAsync(stack, 5);
        while (await stack.DepthAsync(stack.MediaQueueUrl) is var depth && depth.Visible + depth.InFlight < 35)
        {
            await Task.Yield();
        }

        mmsq.Signal("-INT");
        var answer = await mmsq.EndAsync();

        Assert.Equal(1, answer.ExitCode);
        Assert.DoesNotContain("still on the queue", answer.Output, StringComparison.Ordinal);
        Assert.EndsWith(
            "Interrupted: 40 of 40 sent, 5 stored (not verified), 0 ended differently, 35 left on the queue.\n",
            answer.Output,
            StringComparison.Ordinal);
    }

    private async Task SendOthersAsync(TestStack stack, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await aws.Sqs.SendMessageAsync(stack.MediaQueueUrl, "another sender's", TestContext.Current.CancellationToken);
        }
    }

    // Stores some of the run's jobs; all others stay on the queue.
    private async Task StoreAsync(TestStack stack, int count)
    {
        var config = new AmazonS3Config { ServiceURL = aws.Endpoint.ToString(), ForcePathStyle = true };
        using var s3 = new AmazonS3Client(new BasicAWSCredentials("local", "local"), config);
        await s3.PutBucketAsync("media", TestContext.Current.CancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(5));
        var request = new ReceiveMessageRequest(stack.MediaQueueUrl) { VisibilityTimeout = 300, WaitTimeSeconds = 1 };
        while (count > 0)
        {
            foreach (var message in (await aws.Sqs.ReceiveMessageAsync(request, patience.Token)).Messages ?? [])
            {
                if (MediaJob.TryParse(message.Body) is { } job)
                {
                    var photo = new PutObjectRequest { BucketName = "media", Key = job.Key, ContentBody = "photo" };
                    await s3.PutObjectAsync(photo, TestContext.Current.CancellationToken);
                    await aws.Sqs.DeleteMessageAsync(stack.MediaQueueUrl, message.ReceiptHandle, TestContext.Current.CancellationToken);
                    count--;
                }
            }
        }
    }
}
