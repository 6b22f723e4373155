using System.Globalization;

namespace MmsQueue.EndToEnd.Tests.Chaos;

/// <summary>The outcome of a run: a line of counts, and a line for each job that ended otherwise than expected.</summary>
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
        var counts = ends.CountBy(end => end.End).OrderByDescending(count => count.Value)
            .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value} {count.Key}"));
        var wrong = ends.Where(end => end.End != end.Job.Expected)
            .Select(end => $"{end.Job.Job.MessageSid}, whose fault is {end.Job.Fault}: {end.End}, not {end.Job.Expected}");
        var unknown = foreign.Select(body => $"a dead letter of an unknown job: {body}");
        return new ChaosOutcome(string.Join(", ", counts), string.Join('\n', wrong.Concat(unknown)));
    }

    // A duplicate, or a worker killed before it could acknowledge, may cause a second dead letter for a job.
    private static string End(ChaosJob job, string? sha256, IEnumerable<string> reasons)
    {
        IEnumerable<string> stored = sha256 is null ? [] : [sha256 == job.Sha256() ? "stored" : "stored with wrong bytes"];
        var end = string.Join(" and ", stored.Concat(reasons.Distinct(StringComparer.Ordinal)));
        return end is "" ? "neither stored nor dead-lettered" : end;
    }
}
