namespace MmsQueue.Bench.Scale;

/// <summary>How Lambda's poller scales: concurrent batches at first, how many more per minute of backlog, and the maximum.</summary>
internal sealed record PollerScaling(string Name, double First, double PerMinute, double Most)
{
    public static readonly PollerScaling Default = new("default", 5, 300, 1250);

    /// <summary>MaximumConcurrency, which protects Twilio and the account's other functions.</summary>
    public static readonly PollerScaling Capped = new("MaximumConcurrency 50", 5, 300, 50);

    /// <summary>At least two pollers with ten batches each.</summary>
    public static readonly PollerScaling Provisioned = new("provisioned", 20, 1000, 20_000);

    /// <summary>As many pollers from the start as the burst needs.</summary>
    public static readonly PollerScaling Ready = new("provisioned, 40 pollers at least", 400, 1000, 20_000);
}
