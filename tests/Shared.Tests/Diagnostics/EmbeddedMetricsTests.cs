using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using MmsQueue.Shared.Diagnostics;

namespace MmsQueue.Shared.Tests.Diagnostics;

public sealed class EmbeddedMetricsTests : IDisposable
{
    private static readonly string[] Units =
    [
        "Seconds", "Microseconds", "Milliseconds", "Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes",
        "Bits", "Kilobits", "Megabits", "Gigabits", "Terabits", "Percent", "Count", "Bytes/Second", "Count/Second", "None",
    ];

    private static readonly FakeTimeProvider Time = new(TestTime.Start.AddMilliseconds(123));

    private readonly LogOutput _output = new();
    private readonly EmbeddedMetrics _metrics;

    public EmbeddedMetricsTests() => _metrics = new EmbeddedMetrics(_output.Lines, Time, "worker");

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Metrics_without_a_reason_are_published_per_function()
    {
        _metrics.Put(
            reason: null,
            new Metric("Stored", 1),
            new Metric("StoredBytes", 123_456, "Bytes"),
            new Metric("Duration", 12.5, "Milliseconds"));

        Assert.Equal(
            """
            {"level":"Information","_aws":{"Timestamp":1795341600123,"CloudWatchMetrics":[{"Namespace":"MmsQueue",
            "Dimensions":[["FunctionName"]],"Metrics":[{"Name":"Stored","Unit":"Count"},{"Name":"StoredBytes","Unit":"Bytes"},
            {"Name":"Duration","Unit":"Milliseconds"}]}]},"FunctionName":"worker","Stored":1,"StoredBytes":123456,"Duration":12.5}
            """.ReplaceLineEndings(""),
            Assert.Single(_output.Read()).GetRawText());
    }

    [Fact]
    public void Metrics_with_a_reason_are_also_published_per_reason()
    {
        _metrics.Put("too-large", new Metric("DeadLettered", 1));

        var line = Assert.Single(_output.Read());
        Assert.Equal("""[["FunctionName"],["FunctionName","Reason"]]""", Directive(line).GetProperty("Dimensions").GetRawText());
        Assert.Equal("too-large", line.GetProperty("Reason").GetString());
    }

    // The format requires each named dimension to be a text at the root, and each named metric a number.
    [Theory]
    [InlineData(null)]
    [InlineData("not-found")]
    public void A_line_follows_the_embedded_metric_format(string? reason)
    {
        _metrics.Put(reason, new Metric("A", 0), new Metric("B", 1e12, "Bytes"));

        var line = Assert.Single(_output.Read());
        Assert.Equal(Time.GetUtcNow().ToUnixTimeMilliseconds(), line.GetProperty("_aws").GetProperty("Timestamp").GetInt64());
        Assert.InRange(Directive(line).GetProperty("Namespace").GetString()!.Length, 1, 1024);
        foreach (var set in Directive(line).GetProperty("Dimensions").EnumerateArray())
        {
            Assert.InRange(set.GetArrayLength(), 0, 30);
            Assert.All(set.EnumerateArray(), name => Assert.InRange(line.GetProperty(name.GetString()!).GetString()!.Length, 1, 1024));
        }

        var metrics = Directive(line).GetProperty("Metrics");
        Assert.InRange(metrics.GetArrayLength(), 1, 100);
        Assert.All(metrics.EnumerateArray(), metric =>
        {
            Assert.Equal(JsonValueKind.Number, line.GetProperty(metric.GetProperty("Name").GetString()!).ValueKind);
            Assert.Contains(metric.GetProperty("Unit").GetString(), Units, StringComparer.Ordinal);
        });
    }

    private static JsonElement Directive(JsonElement line) =>
        Assert.Single(line.GetProperty("_aws").GetProperty("CloudWatchMetrics").EnumerateArray());
}
