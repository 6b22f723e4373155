using System.Text;
using System.Text.Json.Nodes;
using MmsQueue.Shared.Diagnostics;

namespace MmsQueue.Worker.Tests;

/// <summary>What the worker wrote to its log, metrics included.</summary>
internal sealed class LogCapture : IDisposable
{
    private readonly MemoryStream _output = new();

    public LogCapture(TimeProvider time)
    {
        var lines = new JsonLines(_output);
        Log = new WorkerLog(new JsonLinesLogger(lines, time, "worker"), new EmbeddedMetrics(lines, time, "worker"));
    }

    public WorkerLog Log { get; }

    /// <inheritdoc/>
    public void Dispose() => _output.Dispose();

    /// <summary>All of it.</summary>
    public string Text => Encoding.UTF8.GetString(_output.ToArray());

    /// <summary>Its entries, without the metrics.</summary>
    public IReadOnlyList<JsonObject> Entries => [.. Lines.Where(line => line["_aws"] is null)];

    /// <summary>The detail of the one entry.</summary>
    public string? Detail => (string?)Assert.Single(Entries)["detail"];

    /// <summary>The sum of a metric, of one reason or of all.</summary>
    public double Metric(string name, string? reason = null) =>
        Lines.Where(line => line["_aws"] is not null && (reason is null || (string?)line["Reason"] == reason)).Sum(line => (double?)line[name] ?? 0);

    private IEnumerable<JsonObject> Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject());
}
