using System.Text;
using System.Text.Json;
using MmsQueue.Shared.Diagnostics;

namespace MmsQueue.Testing;

/// <summary>A log in memory, read strictly: one JSON object per line, and no name twice in an object.</summary>
public sealed class LogOutput : IDisposable
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly MemoryStream _stream = new();

    /// <summary>Starts empty.</summary>
    public LogOutput() => Lines = new JsonLines(_stream);

    /// <summary>Where to write.</summary>
    public JsonLines Lines { get; }

    /// <summary>Everything written so far.</summary>
    public string Text => Encoding.UTF8.GetString(_stream.ToArray());

    /// <summary>The lines, metrics included.</summary>
    public IReadOnlyList<JsonElement> Read() => Text switch
    {
        "" => [],
        [.. var lines, '\n'] => [.. lines.Split('\n').Select(line => JsonDocument.Parse(line, Strict).RootElement)],
        _ => throw new FormatException("The last line has no end."),
    };

    /// <summary>The lines that are not metrics.</summary>
    public IReadOnlyList<JsonElement> Entries() => [.. Read().Where(line => !IsMetrics(line))];

    /// <summary>The sum of a metric, for one reason or for all.</summary>
    public double Metric(string name, string? reason = null) => Read()
        .Where(line => IsMetrics(line) && (reason is null || (line.TryGetProperty("Reason", out var value) && value.ValueEquals(reason))))
        .Sum(line => line.TryGetProperty(name, out var value) ? value.GetDouble() : 0);

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private static bool IsMetrics(JsonElement line) => line.TryGetProperty("_aws", out _);
}
