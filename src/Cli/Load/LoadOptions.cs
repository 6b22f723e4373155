namespace MmsQueue.Cli.Load;

/// <summary>The options of a run.</summary>
/// <param name="Messages">How many jobs to send.</param>
/// <param name="Rate">Jobs per second; null means as fast as possible.</param>
/// <param name="WarmUp">Jobs that are sent and stored first and not counted.</param>
/// <param name="Faults">The shares of the jobs that fail.</param>
/// <param name="Events">A folder of sample events; null means the built-in events.</param>
/// <param name="Through">queue or webhook.</param>
/// <param name="MediaBytes">The size of each media file that the simulator hosts.</param>
/// <param name="MediaUrl">What to fetch if there is no simulator; <c>{MessageSid}</c> in it stands for each job's own SID.</param>
/// <param name="KeyPrefix">The worker's MEDIA_KEY_PREFIX.</param>
/// <param name="Seed">Repeats the same distribution of faults.</param>
/// <param name="Timeout">How long to wait after the last job is sent.</param>
/// <param name="Report">The HTML file; null means none.</param>
/// <param name="Json">The JSON file; empty means stdout, null means none.</param>
internal sealed record LoadOptions(
    int Messages, double? Rate, int WarmUp, IReadOnlyList<FaultShare> Faults, string? Events, string Through, int MediaBytes,
    string? MediaUrl, string KeyPrefix, int Seed, TimeSpan Timeout, string? Report, string? Json)
{
    public bool IsThroughWebhook => Through is "webhook";

    /// <exception cref="UsageException">Two options contradict each other.</exception>
    public void Check()
    {
        if (MediaUrl is not null && (Faults is not [] || IsThroughWebhook))
        {
            var other = Faults is not [] ? "--faults" : "--through webhook";
            throw new UsageException($"{other} needs the simulator, which does not use --media-url: give one of them.");
        }
    }
}
