using System.Text.Json;
using MmsQueue.Shared.Diagnostics;

namespace MmsQueue.Worker.Tests.Fakes;

/// <summary>The worker's log, metrics included.</summary>
internal sealed class LogCapture : IDisposable
{
    private readonly LogOutput _output = new();

    public LogCapture(TimeProvider time) =>
        Log = new WorkerLog(new JsonLinesLogger(_output.Lines, time, "worker"), new EmbeddedMetrics(_output.Lines, time, "worker"));

    public WorkerLog Log { get; }

    public string Text => _output.Text;

    /// <summary>Entries and metrics.</summary>
    public IReadOnlyList<JsonElement> Lines => _output.Read();

    /// <summary>The entries, without the metrics.</summary>
    public IReadOnlyList<JsonElement> Entries => _output.Entries();

    /// <summary>The detail of the only entry.</summary>
    public string? Detail => Assert.Single(Entries).GetProperty("detail").GetString();

    /// <summary>The sum of a metric, for one reason or for all.</summary>
    public double Metric(string name, string? reason = null) => _output.Metric(name, reason);

    public void Dispose() => _output.Dispose();
}
