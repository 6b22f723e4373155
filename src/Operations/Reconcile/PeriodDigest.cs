using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MmsQueue.Operations.Reconcile;

/// <summary>Identifies a set of messages, whatever their order, in 30 characters at most.</summary>
public static class PeriodDigest
{
    /// <summary>The number of messages, and the exclusive or of their SIDs' hashes.</summary>
    public static string Of(IReadOnlyList<TwilioMessage> messages) => string.Create(
        CultureInfo.InvariantCulture, $"{messages.Count}:{messages.Aggregate(0UL, (hash, message) => hash ^ HashOf(message.Sid)):x16}");

    private static ulong HashOf(string sid) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.ASCII.GetBytes(sid)));
}
