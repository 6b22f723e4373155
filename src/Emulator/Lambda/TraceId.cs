using System.Globalization;
using System.Security.Cryptography;

namespace MmsQueue.Emulator.Lambda;

/// <summary>Creates X-Ray trace IDs as API Gateway and Lambda do.</summary>
public static class TraceId
{
    /// <summary>A new trace ID.</summary>
    public static string New() => string.Create(
        CultureInfo.InvariantCulture,
        $"Root=1-{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds():x8}-{RandomNumberGenerator.GetHexString(24, lowercase: true)}");
}
