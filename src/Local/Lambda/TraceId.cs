using System.Globalization;
using System.Security.Cryptography;

namespace MmsQueue.Local;

/// <summary>An X-Ray trace header as API Gateway and Lambda make one.</summary>
internal static class TraceId
{
    public static string New() => string.Create(
        CultureInfo.InvariantCulture,
        $"Root=1-{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds():x8}-{RandomNumberGenerator.GetHexString(24, lowercase: true)}");
}
