using System.Globalization;

namespace MmsQueue.Bench;

/// <summary>The charts of all benchmarks that a file has numbers of, one SVG each.</summary>
internal sealed class ChartFolder(ReportFile reports, string folder)
{
    private static readonly string[] CostParts = ["Lambda", "init", "HTTP API", "SQS", "DynamoDB", "S3 PUT"];

    public void Draw()
    {
        Directory.CreateDirectory(folder);
        Save("cold", "From process start to the first answer", "milliseconds, median; real calls over TLS to servers on the same machine", svg => BarChart.Add(
            svg,
            Group("ingress", "cold", row => !row.StartsWith("worker", StringComparison.Ordinal), "0", "ms", IsShipped),
            Group("worker", "cold", row => row.StartsWith("worker", StringComparison.Ordinal), "0", "ms", IsShipped)));
        Save("ingress", "One photo, one webhook", "milliseconds, median; 20 ms to AWS, 300 ms to Twilio's media", svg => BarChart.Add(
            svg,
            Group("", "ingress", row => row is "user write" or "enqueue" or "webhook" or "tutorial's webhook", "0", "ms", static row => row is "webhook")));
        Save("worker", "The worker beside bare copies", "media of 1 MiB, ten at once, S3 over TLS", svg => BarChart.Add(
            svg,
            Group("throughput", "worker", row => row is "handler" || row.StartsWith("GET", StringComparison.Ordinal), "0", "MiB/s", static row => row is "handler"),
            Group("memory beyond idle", "worker", row => row.StartsWith("memory", StringComparison.Ordinal), "0.0", "MiB")));
        Save("pipeline", "Draining the queue", "messages a second through emulated SQS and S3, and the workers' CPU time for each", svg => BarChart.Add(
            svg,
            Group("with two environments", "pipeline", row => row.StartsWith("rate at", StringComparison.Ordinal), "0", "/s"),
            Group("by environments, two CPUs", "pipeline", row => row.StartsWith("rate with", StringComparison.Ordinal), "0", "/s"),
            Group("CPU time of a message, two environments", "pipeline", row => row.StartsWith("CPU at", StringComparison.Ordinal), "0.00", "ms")));
        Save("cost", "A million photos", "dollars at list price, us-east-1", svg =>
        {
            BarChart.AddLegend(svg, CostParts);
            BarChart.Add(svg, new BarGroup("", "$", [.. reports.Rows("cost").Select(Cost)]));
        });
        Save("scale", "Messages that wait, by the rate of a ten-minute burst", "a model of Lambda's default poller and the measured time of a batch; both axes logarithmic", svg =>
            BacklogChart.Add(svg, reports.Curves("scale")));
    }

    private static bool IsShipped(string row) => !row.StartsWith("empty", StringComparison.Ordinal) && (row.EndsWith(Flavour.ReadyToRun.Name, StringComparison.Ordinal) || row.EndsWith(Flavour.NativeAot.Name, StringComparison.Ordinal));

    private BarGroup Group(string heading, string report, Func<string, bool> belongs, string format, string unit, Func<string, bool>? isOurs = null)
    {
        return new BarGroup(heading, unit, [.. reports.Rows(report).Where(belongs).Select(OfRow)]);

        Bar OfRow(string row)
        {
            var value = reports.Number(report, row, "median");
            return new Bar(Short(row), value.ToString(format, CultureInfo.InvariantCulture) + (unit[0] == '/' ? unit : " " + unit), isOurs?.Invoke(row) ?? true, value);
        }
    }

    private Bar Cost(string row) => new(
        Short(row),
        $"${reports.Number("cost", row, "total").ToString("0.00", CultureInfo.InvariantCulture)}",
        row.StartsWith("ours", StringComparison.Ordinal),
        [.. CostParts.Select(part => reports.Number("cost", row, part))]);

    // What the heading says already.
    private static string Short(string row) => row
        .Replace("ingress, ", "", StringComparison.Ordinal).Replace("worker, ", "", StringComparison.Ordinal)
        .Replace("GET copied into the SDK's PutObject, SHA-256", "the SDK's copy, SHA-256", StringComparison.Ordinal)
        .Replace("memory for ", "", StringComparison.Ordinal).Replace(", batches of ", ", × ", StringComparison.Ordinal);

    private void Save(string name, string title, string subtitle, Action<Svg> draw)
    {
        if (reports.Has(name))
        {
            var svg = new Svg(title, subtitle);
            draw(svg);
            svg.Save(Path.Combine(folder, name + ".svg"));
        }
    }
}
