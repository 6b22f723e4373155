namespace MmsQueue.Operations.Queues;

/// <summary>How many messages a queue holds, approximately: waiting, received but not yet deleted, and delayed.</summary>
public sealed record QueueDepth(int Waiting, int InFlight, int Delayed)
{
    /// <summary>All of them.</summary>
    public int Total => Waiting + InFlight + Delayed;
}
