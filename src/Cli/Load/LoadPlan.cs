using MmsQueue.Shared;

namespace MmsQueue.Cli.Load;

/// <summary>A job to send: its template, and the fault to inject.</summary>
internal sealed record PlannedJob(int Number, string MessageSid, string Key, JobTemplate Template, FaultShare? Fault);

/// <summary>All jobs of a run, in sending order.</summary>
internal static class LoadPlan
{
    /// <summary>Plans jobs so that each fault gets exactly its share; the same seed repeats the same distribution.</summary>
    /// <remarks>The run's name is 16 hexadecimal digits, unique to the run, that appear in every MessageSid and key.</remarks>
    public static IReadOnlyList<PlannedJob> Create(
        IReadOnlyList<JobTemplate> templates, int jobs, IReadOnlyList<FaultShare> faults, string run, string keyPrefix, int seed)
    {
        var order = new FaultShare?[jobs];
        var next = 0;
        foreach (var fault in faults)
        {
            // Rounding can make the shares add up to one job too many.
            var end = Math.Min(jobs, next + fault.Of(jobs));
            order.AsSpan(next..end).Fill(fault);
            next = end;
        }

        new Random(seed).Shuffle(order);
        return [.. order.Select((fault, i) => Job(i, templates[i % templates.Count], fault))];

        PlannedJob Job(int number, JobTemplate template, FaultShare? fault) => new(
            number,
            $"MM{run}{number:x16}",
            $"{Folder(keyPrefix, run)}{number:D7}.{MediaType.Extension(template.ContentType)}",
            template,
            fault);
    }

    /// <summary>The folder of a run's objects, which holds nothing else.</summary>
    public static string Folder(string keyPrefix, string run) => $"{keyPrefix}/load-{run}/";
}
