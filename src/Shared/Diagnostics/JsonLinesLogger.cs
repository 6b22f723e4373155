using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace MmsQueue.Shared.Diagnostics;

/// <summary>Writes each entry as one line of JSON, at once, so that nothing is lost when the environment is frozen or killed.</summary>
/// <remarks>
/// A line has time, level, event, message, the entry's named values, and the invocation's request id.
/// Entries must hold ids, counts, durations and reasons only.
/// </remarks>
public sealed class JsonLinesLogger(JsonLines lines, TimeProvider time, string function, LogLevel minimum = LogLevel.Information)
    : ILogger
{
    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= minimum;

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        lines.Write(json =>
        {
            json.WriteString("time", time.GetUtcNow());
            json.WriteString("level", logLevel.ToString());
            json.WriteString("function", function);
            json.WriteString("event", eventId.Name);
            json.WriteString("message", formatter(state, exception));
            WriteValues(json, state as IReadOnlyList<KeyValuePair<string, object?>> ?? []);
            WriteException(json, exception);
        });
    }

    private static void WriteValues(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        foreach (var (name, given) in values)
        {
            var value = given is Optional optional ? optional.Value : given;
            if (name is "{OriginalFormat}" || value is null or "")
            {
                continue;
            }

            json.WritePropertyName(JsonNamingPolicy.CamelCase.ConvertName(name));
            switch (value)
            {
                case int or long: json.WriteNumberValue(Convert.ToInt64(value, provider: null)); break;
                case double number when double.IsFinite(number): json.WriteNumberValue(Math.Round(number, 1)); break;
                case bool flag: json.WriteBooleanValue(flag); break;
                default: json.WriteStringValue(value.ToString()); break;
            }
        }
    }

    private static void WriteException(Utf8JsonWriter json, Exception? exception)
    {
        if (exception is not null)
        {
            json.WriteString("errorType", exception.GetType().Name);
            if (ErrorText.AwsCode(exception) is { } code)
            {
                json.WriteString("errorCode", code);
            }

            json.WriteString("error", ErrorText.Of(exception));
            json.WriteString("stackTrace", exception.StackTrace);
        }
    }
}
