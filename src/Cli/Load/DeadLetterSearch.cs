using MmsQueue.Operations.DeadLetters;

namespace MmsQueue.Cli.Load;

/// <summary>Searches the dead-letter queue for a run's jobs, then releases all letters.</summary>
internal sealed class DeadLetterSearch(DeadLetterReader reader)
{
    /// <summary>Records on each job the reasons of its dead letters, replacing earlier ones.</summary>
    public async Task ReadAsync(IReadOnlyList<TrackedJob> jobs, CancellationToken cancellationToken)
    {
        var bySid = jobs.ToDictionary(job => job.MessageSid, StringComparer.Ordinal);
        foreach (var job in jobs)
        {
            job.DeadLetters.Clear();
        }

        await using var held = await reader.ReadAsync(cancellationToken);
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
