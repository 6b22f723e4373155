using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace MmsQueue.Shared.Diagnostics;

/// <summary>Writes metrics to the log in CloudWatch's embedded metric format, which CloudWatch reads without a call of ours.</summary>
/// <remarks>
/// Source: CloudWatch's "Specification: Embedded metric format". Alarms need them, so they are written whatever AWS_LAMBDA_LOG_LEVEL is.
/// </remarks>
public sealed class EmbeddedMetrics(JsonLines lines, TimeProvider time, string functionName)
{
    /// <summary>The namespace in CloudWatch.</summary>
    public const string Namespace = "MmsQueue";

    /// <summary>Writes metrics under the dimension FunctionName and, when a reason is given, under FunctionName and Reason too.</summary>
    public void Put(string? reason, params ReadOnlySpan<Metric> metrics)
    {
        var values = metrics.ToArray();
        lines.Write(json =>
        {
            json.WriteString("level", nameof(LogLevel.Information));
            json.WriteStartObject("_aws");
            json.WriteNumber("Timestamp", time.GetUtcNow().ToUnixTimeMilliseconds());
            json.WriteStartArray("CloudWatchMetrics");
            WriteDirective(json, reason, values);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteString("FunctionName", functionName);
            if (reason is not null)
            {
                json.WriteString("Reason", reason);
            }

            foreach (var metric in values)
            {
                json.WriteNumber(metric.Name, metric.Value);
            }
        });
    }

    private static void WriteDirective(Utf8JsonWriter json, string? reason, Metric[] metrics)
    {
        json.WriteStartObject();
        json.WriteString("Namespace", Namespace);
        json.WriteStartArray("Dimensions");
        WriteDimensions(json, "FunctionName");
        if (reason is not null)
        {
            WriteDimensions(json, "FunctionName", "Reason");
        }

        json.WriteEndArray();
        json.WriteStartArray("Metrics");
        foreach (var metric in metrics)
        {
            json.WriteStartObject();
            json.WriteString("Name", metric.Name);
            json.WriteString("Unit", metric.Unit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDimensions(Utf8JsonWriter json, params ReadOnlySpan<string> names)
    {
        json.WriteStartArray();
        foreach (var name in names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }
}

/// <summary>A value of a metric; the unit is one of CloudWatch's: <c>Count</c>, <c>Bytes</c>, <c>Milliseconds</c>.</summary>
public readonly record struct Metric(string Name, double Value, string Unit = "Count");
