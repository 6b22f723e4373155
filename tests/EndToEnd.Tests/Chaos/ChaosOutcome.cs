using System.Globalization;

namespace MmsQueue.EndToEnd.Tests.Chaos;

/// <summary>What became of a run's jobs: a line of counts, and a line for each job of which something else became than should have.</summary>
internal sealed record ChaosOutcome(string Summary, string Faults)
{
    public static async Task<ChaosOutcome> ReadAsync(ChaosSystem system, ChaosPlan plan, CancellationToken cancellationToken)
    {
        var stored = await system.StoredAsync(plan.Jobs.Select(job => job.Job.Key), cancellationToken);
        var letters = new List<DeadLetter>();
        while (await system.Queues.TakeDeadLettersAsync(cancellationToken) is { Count: > 0 } some)
        {
            letters.AddRange(some);
        }

        var ofJob = letters.ToLookup(letter => letter.Body, letter => letter.Reason ?? "no reason", StringComparer.Ordinal);
        var ends = plan.Jobs.Select(job => (Job: job, End: End(job, stored.GetValueOrDefault(job.Job.Key), ofJob[job.Body]))).ToList();
        var foreign = ofJob.Select(letter => letter.Key).Except(plan.Jobs.Select(job => job.Body), StringComparer.Ordinal);
        return new ChaosOutcome(
            string.Join(", ", ends.CountBy(end => end.End).OrderByDescending(end => end.Value).Select(end => string.Create(CultureInfo.InvariantCulture, $"{end.Value} {end.Key}"))),
            string.Join(
                '\n',
                [
                    .. ends.Where(end => end.End != end.Job.Expected).Select(end => $"{end.Job.Job.MessageSid}, whose fault is {end.Job.Fault}: {end.End}, not {end.Job.Expected}"),
                    .. foreign.Select(body => $"a dead letter that is none of the jobs: {body}"),
                ]));
    }

    // A duplicate, or a worker killed before it could acknowledge, may make a second dead letter of a job.
    private static string End(ChaosJob job, string? sha256, IEnumerable<string> reasons)
    {
        IEnumerable<string> stored = sha256 is null ? [] : [sha256 == job.Sha256() ? "stored" : "stored with wrong bytes"];
        var end = string.Join(" and ", stored.Concat(reasons.Distinct(StringComparer.Ordinal)));
        return end is "" ? "neither stored nor dead-lettered" : end;
    }
}
