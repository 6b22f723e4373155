using Amazon.SQS;
using Amazon.SQS.Model;

namespace StandIns.Tests;

/// <summary>What is done with queues.</summary>
public sealed class AwsSqsQueueTests(AwsSqsEmulator emulator) : IClassFixture<AwsSqsEmulator>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AmazonSQSClient Client => emulator.Client;

    [Fact]
    public async Task A_queue_is_found_by_its_name()
    {
        var queueUrl = await emulator.CreateQueueAsync("found");

        Assert.Equal(queueUrl, (await Client.GetQueueUrlAsync("found", Token)).QueueUrl);
        Assert.Equal(queueUrl, (await Client.GetQueueUrlAsync(new GetQueueUrlRequest { QueueName = "found" }, Token)).QueueUrl);
    }

    [Fact]
    public async Task A_queue_has_the_attributes_that_it_was_created_with()
    {
        var deadLetters = await emulator.CreateQueueAsync("dead-letters");
        var arn = (await Client.GetQueueAttributesAsync(deadLetters, [QueueAttributeName.QueueArn], Token)).QueueARN;
        var policy = $$"""{"deadLetterTargetArn":"{{arn}}","maxReceiveCount":8}""";
        var created = await Client.CreateQueueAsync(
            new CreateQueueRequest
            {
                QueueName = "with-attributes",
                Attributes = new(StringComparer.Ordinal)
                {
                    [QueueAttributeName.VisibilityTimeout] = "360",
                    [QueueAttributeName.RedrivePolicy] = policy,
                },
            },
            Token);

        var attributes = (await Client.GetQueueAttributesAsync(created.QueueUrl, [QueueAttributeName.All], Token)).Attributes;

        Assert.Equal("360", attributes[QueueAttributeName.VisibilityTimeout]);
        Assert.Equal(policy, attributes[QueueAttributeName.RedrivePolicy]);
        Assert.EndsWith(":dead-letters", arn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attribute_can_be_set()
    {
        var queueUrl = await emulator.CreateQueueAsync("settable");

        await Client.SetQueueAttributesAsync(queueUrl, new(StringComparer.Ordinal) { ["VisibilityTimeout"] = "7" }, Token);

        var attributes = await Client.GetQueueAttributesAsync(queueUrl, ["VisibilityTimeout"], Token);
        Assert.Equal("7", Assert.Single(attributes.Attributes).Value);
    }

    [Fact]
    public async Task Messages_are_counted()
    {
        var queueUrl = await emulator.CreateQueueAsync("counted");
        await Client.SendMessageAsync(queueUrl, "one", Token);
        await Client.SendMessageAsync(queueUrl, "two", Token);
        await Client.SendMessageAsync(new SendMessageRequest(queueUrl, "later") { DelaySeconds = 900 }, Token);
        await Client.ReceiveMessageAsync(queueUrl, Token);

        var counts = await Client.GetQueueAttributesAsync(queueUrl, ["All"], Token);

        Assert.Equal(1, counts.ApproximateNumberOfMessages);
        Assert.Equal(1, counts.ApproximateNumberOfMessagesNotVisible);
        Assert.Equal(1, counts.ApproximateNumberOfMessagesDelayed);
    }

    [Fact]
    public async Task Queues_are_listed_by_the_beginning_of_their_names()
    {
        var one = await emulator.CreateQueueAsync("listed-one");
        var two = await emulator.CreateQueueAsync("listed-two");

        Assert.Equal([one, two], (await Client.ListQueuesAsync("listed-", Token)).QueueUrls.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Empty((await Client.ListQueuesAsync("nothing-begins-so", Token)).QueueUrls ?? []);
    }

    [Fact]
    public async Task A_purged_queue_is_empty()
    {
        var queueUrl = await emulator.CreateQueueAsync("purged");
        await Client.SendMessageAsync(queueUrl, "gone", Token);

        await Client.PurgeQueueAsync(queueUrl, Token);

        Assert.Null((await Client.ReceiveMessageAsync(queueUrl, Token)).Messages);
    }

    [Fact]
    public async Task A_deleted_queue_is_gone()
    {
        var queueUrl = await emulator.CreateQueueAsync("deleted");

        await Client.DeleteQueueAsync(queueUrl, Token);

        await Assert.ThrowsAsync<QueueDoesNotExistException>(() => Client.GetQueueUrlAsync("deleted", Token));
    }
}
