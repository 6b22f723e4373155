using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace MmsQueue.Cli.Load;

/// <summary>How many messages a queue has: waiting, in work and delayed together.</summary>
internal sealed class Backlog(IAmazonSQS sqs, string queueUrl)
{
    private static readonly string[] Counts = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed"];

    public async Task<int> ReadAsync(CancellationToken cancellationToken)
    {
        var response = await sqs.GetQueueAttributesAsync(new GetQueueAttributesRequest(queueUrl, [.. Counts]), cancellationToken);
        return Counts.Sum(name => int.Parse(response.Attributes[name], NumberStyles.None, CultureInfo.InvariantCulture));
    }
}
