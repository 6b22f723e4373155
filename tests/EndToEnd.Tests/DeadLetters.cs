using Amazon.SQS.Model;

namespace MmsQueue.EndToEnd.Tests;

/// <summary>Looks into the running system's dead-letter queue.</summary>
internal static class DeadLetters
{
    /// <summary>Waits for a message's job, and leaves it in the queue.</summary>
    public static async Task<Message> FindAsync(RunningSystem system, string messageSid)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(5));
        while (true)
        {
            var request = new ReceiveMessageRequest
            {
                QueueUrl = system.Stack["DeadLetterQueueUrl"],
                MaxNumberOfMessages = 10,
                VisibilityTimeout = 0,
                WaitTimeSeconds = 1,
                MessageAttributeNames = ["All"],
                MessageSystemAttributeNames = ["All"],
            };
            var response = await system.Sqs.ReceiveMessageAsync(request, patience.Token);
            if (response.Messages?.Find(message => message.Body.Contains(messageSid, StringComparison.Ordinal)) is { } letter)
            {
                return letter;
            }
        }
    }
}
