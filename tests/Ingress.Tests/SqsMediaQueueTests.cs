using Amazon.SQS.Model;
using MmsQueue.Ingress.Tests.Support;
using MmsQueue.Shared;

namespace MmsQueue.Ingress.Tests;

public sealed class SqsMediaQueueTests(Aws aws)
{
    private const string Trace = "Root=1-6b02bd20-da14f2325258510d1e3245b6;Parent=a431a62b84083486;Sampled=1";

    [Fact]
    public async Task Ten_attachments_arrive_as_ten_jobs_that_the_worker_can_read()
    {
        var url = await aws.NewQueueAsync();
        using var ingress = new IngressUnderTest(
            users: new DynamoDbUserStore(aws.DynamoDb, Aws.Table),
            queue: new SqsMediaQueue(aws.Sqs, url));
        var from = aws.NewSender();

        var answer = await ingress.SendAsync(TwilioWebhook.Mms(10, from: from));

        var jobs = (await ReceiveAsync(url, 10)).Select(message => MediaJob.Parse(message.Body)).OrderBy(job => job.MediaIndex).ToList();
        Assert.Equal(answer.Links(), jobs.Select(job => $"https://photos.example/{job.Key}"), StringComparer.Ordinal);
        Assert.Equal(("1", "10"), ((await aws.UserAsync(from))["messageCount"], (await aws.UserAsync(from))["mediaCount"]));
    }

    [Fact]
    public async Task The_trace_is_sent_with_the_job()
    {
        await using var server = await AwsServer.StartAsync();
        using var ingress = new IngressUnderTest(queue: server.Queue());
        using var environment = new EnvironmentScope(("_X_AMZN_TRACE_ID", Trace));

        Assert.Single((await ingress.SendAsync(TwilioWebhook.Mms())).Links());

        var entry = Assert.Single(server.Requests("SendMessageBatch")).GetProperty("Entries")[0];
        Assert.Equal(
            Trace,
            entry.GetProperty("MessageSystemAttributes").GetProperty("AWSTraceHeader").GetProperty("StringValue").GetString());
    }

    [Fact]
    public async Task A_content_type_with_unusual_characters_arrives_intact()
    {
        var url = await aws.NewQueueAsync();
        using var ingress = new IngressUnderTest(queue: new SqsMediaQueue(aws.Sqs, url));

        await ingress.SendAsync(TwilioWebhook.Mms().With("MediaContentType0", "a/b; n=\"📷\0\u0001\uFFFF<&\""));

        Assert.Equal("a/b; n=\"📷\0\u0001\uFFFF<&\"", MediaJob.Parse(Assert.Single(await ReceiveAsync(url, 1)).Body).ContentType);
    }

    [Fact]
    public async Task A_missing_queue_is_logged_and_causes_a_503()
    {
        using var ingress = new IngressUnderTest(queue: new SqsMediaQueue(aws.Sqs, (await aws.NewQueueAsync()) + "-no-such-queue"));

        (await ingress.SendAsync(TwilioWebhook.Mms())).Line(503);

        Assert.Equal(nameof(QueueDoesNotExistException), ingress.Entry("Failed").GetProperty("errorType").GetString());
    }

    private async Task<List<Message>> ReceiveAsync(string url, int count)
    {
        List<Message> messages = [];
        while (messages.Count < count)
        {
            var request = new ReceiveMessageRequest { QueueUrl = url, MaxNumberOfMessages = 10, WaitTimeSeconds = 1 };
            messages.AddRange((await aws.Sqs.ReceiveMessageAsync(request, TestContext.Current.CancellationToken)).Messages ?? []);
        }

        return messages;
    }
}
