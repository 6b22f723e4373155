using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace StandIns.Tests;

/// <summary>What the service refuses comes as the exception of that name.</summary>
public sealed class AwsSqsErrorTests(AwsSqsEmulator emulator) : IClassFixture<AwsSqsEmulator>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AmazonSQSClient Client => emulator.Client;

    [Fact]
    public async Task A_missing_queue_is_told()
    {
        var missing = $"{Client.Config.ServiceURL}000000000000/missing";

        var error = await Assert.ThrowsAsync<QueueDoesNotExistException>(() => Client.SendMessageAsync(missing, "body", Token));

        Assert.Equal("AWS.SimpleQueueService.NonExistentQueue", error.ErrorCode);
        Assert.Equal(ErrorType.Sender, error.ErrorType);
        Assert.Equal(400, (int)error.StatusCode);
        Assert.NotEmpty(error.Message);
        await Assert.ThrowsAsync<QueueDoesNotExistException>(() => Client.ReceiveMessageAsync(missing, Token));
        await Assert.ThrowsAsync<QueueDoesNotExistException>(() => Client.GetQueueUrlAsync("missing", Token));
    }

    [Fact]
    public async Task A_message_that_is_not_in_flight_is_told()
    {
        var queueUrl = await emulator.CreateQueueAsync("not-in-flight");
        await Client.SendMessageAsync(queueUrl, "body", Token);
        var handle = Assert.Single((await Client.ReceiveMessageAsync(queueUrl, Token)).Messages).ReceiptHandle;
        await Client.DeleteMessageAsync(queueUrl, handle, Token);

        await Assert.ThrowsAsync<MessageNotInflightException>(() => Client.ChangeMessageVisibilityAsync(queueUrl, handle, 1, Token));
    }

    [Fact]
    public async Task A_batch_that_is_none_is_told()
    {
        var queueUrl = await emulator.CreateQueueAsync("batches");

        await Assert.ThrowsAsync<EmptyBatchRequestException>(() => Client.SendMessageBatchAsync(queueUrl, [], Token));
        await Assert.ThrowsAsync<EmptyBatchRequestException>(() => Client.DeleteMessageBatchAsync(queueUrl, [], Token));
        await Assert.ThrowsAsync<TooManyEntriesInBatchRequestException>(() => SendAsync(queueUrl, 11, "body"));
        await Assert.ThrowsAsync<BatchRequestTooLongException>(() => SendAsync(queueUrl, 10, new string('x', 200_000)));
        await Assert.ThrowsAsync<BatchEntryIdsNotDistinctException>(
            () => Client.SendMessageBatchAsync(queueUrl, [new("same", "one"), new("same", "two")], Token));
        await Assert.ThrowsAsync<InvalidBatchEntryIdException>(
            () => Client.SendMessageBatchAsync(queueUrl, [new("not an id", "one")], Token));
    }

    [Fact]
    public async Task A_control_character_is_told()
    {
        var queueUrl = await emulator.CreateQueueAsync("contents");

        await Assert.ThrowsAsync<InvalidMessageContentsException>(() => Client.SendMessageAsync(queueUrl, "\u0001", Token));
    }

    [Fact]
    public async Task A_name_that_is_taken_by_another_queue_is_told()
    {
        await emulator.CreateQueueAsync("taken");
        var other = new CreateQueueRequest("taken") { Attributes = new(StringComparer.Ordinal) { ["VisibilityTimeout"] = "99" } };

        await Assert.ThrowsAsync<QueueNameExistsException>(() => Client.CreateQueueAsync(other, Token));
    }

    private Task<SendMessageBatchResponse> SendAsync(string queueUrl, int count, string body) =>
        Client.SendMessageBatchAsync(queueUrl, [.. Enumerable.Range(0, count).Select(n => new SendMessageBatchRequestEntry($"e{n}", body))], Token);
}
