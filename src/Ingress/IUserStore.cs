namespace MmsQueue.Ingress;

/// <summary>Where users are kept.</summary>
internal interface IUserStore
{
    /// <summary>Counts a message for its sender; false when the sender's newest message is this one, and so was counted before.</summary>
    Task<bool> CountAsync(Webhook webhook, DateTimeOffset now, CancellationToken cancellationToken);
}
