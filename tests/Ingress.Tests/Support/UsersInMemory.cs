using System.Collections.Concurrent;

namespace MmsQueue.Ingress.Tests.Support;

/// <summary>Users in memory. Like the real store, it does not count a sender's newest message twice.</summary>
internal sealed class UsersInMemory : IUserStore
{
    private readonly Lock _lock = new();

    public ConcurrentDictionary<string, User> Users { get; } = new(StringComparer.Ordinal);

    public Call Call { get; } = new();

    public async Task<bool> CountAsync(Webhook webhook, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await Call.BeginAsync(cancellationToken);
        lock (_lock)
        {
            var user = Users.GetValueOrDefault(webhook.From) ?? new User(now, now, "", null, 0, 0);
            if (string.Equals(user.LastMessageSid, webhook.MessageSid, StringComparison.Ordinal))
            {
                return false;
            }

            Users[webhook.From] = user with
            {
                LastSeenAt = now,
                LastMessageSid = webhook.MessageSid,
                ProfileName = webhook.ProfileName ?? user.ProfileName,
                MessageCount = user.MessageCount + 1,
                MediaCount = user.MediaCount + webhook.Media.Count,
            };
            return true;
        }
    }
}

internal sealed record User(
    DateTimeOffset FirstSeenAt, DateTimeOffset LastSeenAt, string LastMessageSid, string? ProfileName, int MessageCount, int MediaCount);
