namespace MmsQueue.Ingress;

/// <summary>The store of users.</summary>
internal interface IUserStore
{
    /// <summary>Counts a message for its sender; false when it is already the sender's newest message, and thus counted.</summary>
    Task<bool> CountAsync(Webhook webhook, DateTimeOffset now, CancellationToken cancellationToken);
}
