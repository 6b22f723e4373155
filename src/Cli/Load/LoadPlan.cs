using System.Globalization;
using MmsQueue.Shared;

namespace MmsQueue.Cli.Load;

/// <summary>One job that will be sent: what it is made after, and what is to go wrong with it.</summary>
internal sealed record PlannedJob(int Number, string MessageSid, string Key, JobTemplate Template, FaultShare? Fault);

/// <summary>All jobs of a run, in the order of sending.</summary>
internal static class LoadPlan
{
    /// <summary>Plans jobs, of which each fault has exactly its share; the same seed puts the faults into the same places.</summary>
    /// <remarks>The run's name is sixteen hexadecimal digits that no other run has: they are in every MessageSid and key.</remarks>
    public static IReadOnlyList<PlannedJob> Create(
        IReadOnlyList<JobTemplate> templates, int jobs, IReadOnlyList<FaultShare> faults, string run, string keyPrefix, int seed)
    {
        var order = new FaultShare?[jobs];
        var next = 0;
        foreach (var fault in faults)
        {
            // Rounded shares that make up 100 % may be one more than there is.
            var end = Math.Min(jobs, next + fault.Of(jobs));
            order.AsSpan(next..end).Fill(fault);
            next = end;
        }

        new Random(seed).Shuffle(order);
        return [.. order.Select((fault, i) => Job(i, templates[i % templates.Count], fault))];

        PlannedJob Job(int number, JobTemplate template, FaultShare? fault) => new(
            number,
            string.Create(CultureInfo.InvariantCulture, $"MM{run}{number:x16}"),
            string.Create(CultureInfo.InvariantCulture, $"{Folder(keyPrefix, run)}{number:D7}.{MediaType.Extension(template.ContentType)}"),
            template,
            fault);
    }

    /// <summary>Where all objects of a run are, and nothing else.</summary>
    public static string Folder(string keyPrefix, string run) => $"{keyPrefix}/load-{run}/";
}
