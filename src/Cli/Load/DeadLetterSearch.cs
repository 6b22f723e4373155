using Amazon.SQS;
using MmsQueue.Cli.DeadLetters;

namespace MmsQueue.Cli.Load;

/// <summary>Looks through the dead-letter queue for a run's jobs; afterwards everything is visible again.</summary>
internal sealed class DeadLetterSearch(IAmazonSQS sqs, string queueUrl, TimeProvider time)
{
    /// <summary>Notes on each job the reasons of its dead letters, anew.</summary>
    public async Task ReadAsync(IReadOnlyList<TrackedJob> jobs, CancellationToken cancellationToken)
    {
        var bySid = jobs.ToDictionary(job => job.MessageSid, StringComparer.Ordinal);
        foreach (var job in jobs)
        {
            job.DeadLetters.Clear();
        }

        await using var held = await HeldLetters.ReadAsync(sqs, queueUrl, time, static _ => { }, cancellationToken);
        foreach (var letter in held.Letters)
        {
            if (letter.Job is { } job && bySid.TryGetValue(job.MessageSid, out var sent))
            {
                sent.DeadLetters.Add(letter.Reason);
                sent.DeadLetteredAt ??= letter.Time;
            }
        }
    }
}
