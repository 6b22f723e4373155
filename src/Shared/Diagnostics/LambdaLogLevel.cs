using Microsoft.Extensions.Logging;

namespace MmsQueue.Shared.Diagnostics;

/// <summary>AWS_LAMBDA_LOG_LEVEL, which Lambda sets to the function's application log level.</summary>
/// <remarks>Source: Lambda's "Log-level filtering".</remarks>
public static class LambdaLogLevel
{
    /// <summary>The lowest level that is written; Information when the setting is missing or unknown.</summary>
    public static LogLevel Of(string? setting) => setting?.ToUpperInvariant() switch
    {
        "TRACE" => LogLevel.Trace,
        "DEBUG" => LogLevel.Debug,
        "WARN" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        "FATAL" => LogLevel.Critical,
        _ => LogLevel.Information,
    };
}
