using Amazon.SQS;
using Amazon.SQS.Model;

namespace StandIns.Tests;

/// <summary>What is done with messages.</summary>
public sealed class AwsSqsMessageTests(AwsSqsEmulator emulator) : IClassFixture<AwsSqsEmulator>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AmazonSQSClient Client => emulator.Client;

    [Fact]
    public async Task A_message_arrives_as_it_was_sent()
    {
        var queueUrl = await emulator.CreateQueueAsync("as-sent");
        const string body = "{\"text\":\"a < b & 'c' \\u00e9 é 日本\"}\n";

        var sent = await Client.SendMessageAsync(queueUrl, body, Token);
        var received = Assert.Single((await Client.ReceiveMessageAsync(queueUrl, Token)).Messages);

        Assert.Equal(body, received.Body);
        Assert.Equal(sent.MessageId, received.MessageId);
        Assert.Equal(sent.MD5OfMessageBody, received.MD5OfBody);
        Assert.Null(received.MessageAttributes);
    }

    [Fact]
    public async Task Attributes_arrive_when_they_are_asked_for()
    {
        var queueUrl = await emulator.CreateQueueAsync("attributes");
        await Client.SendMessageAsync(
            new SendMessageRequest(queueUrl, "body")
            {
                MessageAttributes = new(StringComparer.Ordinal)
                {
                    ["FailureReason"] = new() { DataType = "String", StringValue = "not-found 🐶" },
                    ["ReceiveCount"] = new() { DataType = "Number", StringValue = "8" },
                    ["Bytes"] = new() { DataType = "Binary", BinaryValue = new MemoryStream([1, 2, 255]) },
                },
            },
            Token);

        var received = Assert.Single((await ReceiveAsync(queueUrl)).Messages);

        Assert.Equal("not-found 🐶", received.MessageAttributes["FailureReason"].StringValue);
        Assert.Equal("8", received.MessageAttributes["ReceiveCount"].StringValue);
        Assert.Equal("Number", received.MessageAttributes["ReceiveCount"].DataType);
        Assert.Equal([1, 2, 255], received.MessageAttributes["Bytes"].BinaryValue.ToArray());
        Assert.Equal("1", received.Attributes[MessageSystemAttributeName.ApproximateReceiveCount]);
    }

    [Fact]
    public async Task A_batch_is_sent_and_received_whole()
    {
        var queueUrl = await emulator.CreateQueueAsync("batch");
        List<SendMessageBatchRequestEntry> entries = [.. Enumerable.Range(0, 10).Select(n => new SendMessageBatchRequestEntry($"e{n}", $"body {n}"))];

        var sent = await Client.SendMessageBatchAsync(queueUrl, entries, Token);
        var received = await ReceiveAsync(queueUrl);

        Assert.Equal(entries.Select(entry => entry.Id), sent.Successful.Select(entry => entry.Id), StringComparer.Ordinal);
        Assert.Empty(sent.Failed ?? []);
        Assert.Equal(
            entries.Select(entry => entry.MessageBody),
            received.Messages.Select(message => message.Body).Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_deleted_message_does_not_come_again()
    {
        var queueUrl = await emulator.CreateQueueAsync("delete");
        await Client.SendMessageAsync(queueUrl, "once", Token);
        var received = Assert.Single((await Client.ReceiveMessageAsync(queueUrl, Token)).Messages);

        await Client.DeleteMessageAsync(queueUrl, received.ReceiptHandle, Token);

        var counts = await Client.GetQueueAttributesAsync(queueUrl, ["All"], Token);
        Assert.Equal(0, counts.ApproximateNumberOfMessages + counts.ApproximateNumberOfMessagesNotVisible);
    }

    [Fact]
    public async Task A_message_made_visible_comes_again_and_counts_its_receives()
    {
        var queueUrl = await emulator.CreateQueueAsync("visible");
        await Client.SendMessageAsync(queueUrl, "twice", Token);
        var first = Assert.Single((await Client.ReceiveMessageAsync(queueUrl, Token)).Messages);

        await Client.ChangeMessageVisibilityAsync(queueUrl, first.ReceiptHandle, 1, Token);

        var second = Assert.Single((await ReceiveAsync(queueUrl)).Messages);
        Assert.Equal(first.MessageId, second.MessageId);
        Assert.Equal("2", second.Attributes["ApproximateReceiveCount"]);
    }

    [Fact]
    public async Task A_batch_tells_for_each_entry_what_became_of_it()
    {
        var queueUrl = await emulator.CreateQueueAsync("partial");
        await Client.SendMessageAsync(queueUrl, "one", Token);
        var handle = Assert.Single((await Client.ReceiveMessageAsync(queueUrl, Token)).Messages).ReceiptHandle;

        var response = await Client.ChangeMessageVisibilityBatchAsync(
            queueUrl,
            [new("good", handle) { VisibilityTimeout = 60 }, new("bad", "no-such-handle") { VisibilityTimeout = 60 }],
            Token);

        Assert.Equal("good", Assert.Single(response.Successful).Id);
        var failed = Assert.Single(response.Failed);
        Assert.Equal(("bad", "ReceiptHandleIsInvalid", true), (failed.Id, failed.Code, failed.SenderFault));
        Assert.NotEmpty(failed.Message);
    }

    [Fact]
    public async Task A_batch_of_messages_is_deleted()
    {
        var queueUrl = await emulator.CreateQueueAsync("delete-batch");
        await Client.SendMessageBatchAsync(queueUrl, [new("a", "one"), new("b", "two")], Token);
        var messages = (await ReceiveAsync(queueUrl)).Messages;

        var deleted = await Client.DeleteMessageBatchAsync(queueUrl, [new("0", messages[0].ReceiptHandle), new("1", messages[1].ReceiptHandle)], Token);

        Assert.Equal(["0", "1"], deleted.Successful.Select(entry => entry.Id), StringComparer.Ordinal);
        var counts = await Client.GetQueueAttributesAsync(queueUrl, ["All"], Token);
        Assert.Equal(0, counts.ApproximateNumberOfMessages + counts.ApproximateNumberOfMessagesNotVisible);
    }

    [Fact]
    public async Task A_receive_that_waits_ends_when_it_is_cancelled()
    {
        var queueUrl = await emulator.CreateQueueAsync("cancelled");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var receive = Client.ReceiveMessageAsync(new ReceiveMessageRequest(queueUrl) { WaitTimeSeconds = 20 }, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receive);
    }

    private Task<ReceiveMessageResponse> ReceiveAsync(string queueUrl) => Client.ReceiveMessageAsync(
        new ReceiveMessageRequest
        {
            QueueUrl = queueUrl,
            MaxNumberOfMessages = 10,
            WaitTimeSeconds = 10,
            VisibilityTimeout = 30,
            MessageAttributeNames = ["All"],
            MessageSystemAttributeNames = ["All"],
        },
        Token);
}
