using System.Globalization;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using MmsQueue.Shared;

namespace MmsQueue.EndToEnd.Tests.Chaos;

/// <summary>A message of the dead-letter queue.</summary>
internal sealed record DeadLetter(string Body, string? Reason);

/// <summary>The test's own media queue, with a short visibility timeout, and its dead-letter queue.</summary>
internal sealed class ChaosQueues : IDisposable
{
    private readonly Uri _endpoint;
    private readonly AmazonSQSClient _sqs;

    private ChaosQueues(Uri endpoint)
    {
        _endpoint = endpoint;
        _sqs = new AmazonSQSClient(new BasicAWSCredentials("local", "local"), new AmazonSQSConfig { ServiceURL = endpoint.ToString() });
    }

    public string MediaUrl { get; private set; } = "";

    public string DeadLetterUrl { get; private set; } = "";

    public static async Task<ChaosQueues> CreateAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        var queues = new ChaosQueues(endpoint);
        queues.DeadLetterUrl = await queues.CreateAsync("chaos-dead-letters", [], cancellationToken);
        var deadLetters = await queues._sqs.GetQueueAttributesAsync(queues.DeadLetterUrl, ["QueueArn"], cancellationToken);
        var target = deadLetters.QueueARN;
        Dictionary<string, string> attributes = new(StringComparer.Ordinal)
        {
            // A batch takes one to three seconds. On a busy machine it may be received twice, which must be harmless.
            ["VisibilityTimeout"] = "5",
            ["RedrivePolicy"] = $$"""{"deadLetterTargetArn":"{{target}}","maxReceiveCount":{{ChaosSystem.MaxReceiveCount}}}""",
        };
        queues.MediaUrl = await queues.CreateAsync("chaos-media", attributes, cancellationToken);
        return queues;
    }

    public async Task SendAsync(IEnumerable<string> messages, CancellationToken cancellationToken)
    {
        foreach (var batch in messages.Chunk(10))
        {
            var entries = batch
                .Select((body, i) => new SendMessageBatchRequestEntry(i.ToString(CultureInfo.InvariantCulture), body)).ToList();
            var response = await _sqs.SendMessageBatchAsync(new SendMessageBatchRequest(MediaUrl, entries), cancellationToken);
            Assert.True(response.Failed is null or [], "the queue refused a message");
        }
    }

    /// <summary>The number of messages in the media queue, including those in flight: 0 when every job is settled.</summary>
    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        var queue = await _sqs.GetQueueAttributesAsync(MediaUrl, ["All"], cancellationToken);
        return queue.ApproximateNumberOfMessages + queue.ApproximateNumberOfMessagesNotVisible + queue.ApproximateNumberOfMessagesDelayed;
    }

    /// <summary>Takes up to ten dead letters off their queue; waits for one second at most.</summary>
    public async Task<IReadOnlyList<DeadLetter>> TakeDeadLettersAsync(CancellationToken cancellationToken)
    {
        var request = new ReceiveMessageRequest(DeadLetterUrl)
        {
            MaxNumberOfMessages = 10,
            WaitTimeSeconds = 1,
            MessageAttributeNames = ["All"],
        };
        var messages = (await _sqs.ReceiveMessageAsync(request, cancellationToken)).Messages ?? [];
        foreach (var message in messages)
        {
            await _sqs.DeleteMessageAsync(new DeleteMessageRequest(DeadLetterUrl, message.ReceiptHandle), cancellationToken);
        }

        return messages.ConvertAll(message => new DeadLetter(message.Body, ReasonOf(message)));
    }

    public void Dispose() => _sqs.Dispose();

    private static string? ReasonOf(Message message) =>
        message.MessageAttributes?.GetValueOrDefault(DeadLetterAttributes.FailureReason)?.StringValue;

    private async Task<string> CreateAsync(string name, Dictionary<string, string> attributes, CancellationToken cancellationToken)
    {
        var created = await _sqs.CreateQueueAsync(new CreateQueueRequest { QueueName = name, Attributes = attributes }, cancellationToken);
        return new Uri(_endpoint, new Uri(created.QueueUrl).AbsolutePath).ToString();
    }
}
