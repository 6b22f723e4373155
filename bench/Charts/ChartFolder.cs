using System.Globalization;
using MmsQueue.Bench.Cold;

namespace MmsQueue.Bench.Charts;

/// <summary>Draws one SVG chart for each benchmark in a file of reports.</summary>
internal sealed class ChartFolder(ReportFile reports, string folder)
{
    private static readonly HashSet<string> IngressRows =
        new(StringComparer.Ordinal) { "user write", "enqueue", "webhook", "tutorial's webhook" };

    private static readonly string[] CostParts = ["Lambda", "init", "HTTP API", "SQS", "DynamoDB", "S3 PUT"];

    public void Draw()
    {
        Directory.CreateDirectory(folder);
        Save(
            "cold",
            "From process start to the first answer",
            "milliseconds, median; real calls over TLS to servers on the same machine",
            Group("ingress", "cold", row => !Starts(row, "worker"), "0", "ms", IsShipped),
            Group("worker", "cold", row => Starts(row, "worker"), "0", "ms", IsShipped));
        Save(
            "ingress",
            "One photo, one webhook",
            "milliseconds, median; 20 ms to AWS, 300 ms to Twilio's media",
            Group("", "ingress", IngressRows.Contains, "0", "ms", row => row is "webhook"));
        Save(
            "worker",
            "The worker beside bare copies",
            "media of 1 MiB, ten at once, S3 over TLS",
            Group("throughput", "worker", row => row is "handler" || Starts(row, "GET"), "0", "MiB/s", row => row is "handler"),
            Group("memory beyond idle", "worker", row => Starts(row, "memory"), "0.0", "MiB"));
        Save(
            "pipeline",
            "Draining the queue",
            "messages a second through emulated SQS and S3, and the workers' CPU time for each",
            Group("with two environments", "pipeline", row => Starts(row, "rate at"), "0", "/s"),
            Group("by environments, two CPUs", "pipeline", row => Starts(row, "rate with"), "0", "/s"),
            Group("CPU time of a message, two environments", "pipeline", row => Starts(row, "CPU at"), "0.00", "ms"));
        Save("cost", "A million photos", "dollars at list price, us-east-1", svg =>
        {
            BarChart.AddLegend(svg, CostParts);
            BarChart.Add(svg, new BarGroup("", "$", [.. reports.Rows("cost").Select(Cost)]));
        });
        Save(
            "scale",
            "Messages that wait, by the rate of a ten-minute burst",
            "a model of Lambda's default poller and the measured time of a batch; both axes logarithmic",
            svg => BacklogChart.Add(svg, reports.Curves("scale")));
    }

    private static bool Starts(string row, string start) => row.StartsWith(start, StringComparison.Ordinal);

    private static bool IsShipped(string row) => row.Split(", ") is ["ingress" or "worker", var flavour]
        && (flavour == Flavour.ReadyToRun.Name || flavour == Flavour.NativeAot.Name);

    // Without a report, its chart is not drawn, so its groups must not be read.
    private Func<BarGroup> Group(
        string heading, string report, Func<string, bool> belongs, string format, string unit, Func<string, bool>? isOurs = null)
    {
        return () => new BarGroup(heading, unit, [.. reports.Rows(report).Where(belongs).Select(OfRow)]);

        Bar OfRow(string row)
        {
            var value = reports.Number(report, row, "median");
            var text = value.ToString(format, CultureInfo.InvariantCulture) + (unit[0] == '/' ? unit : " " + unit);
            return new Bar(Short(row), text, isOurs?.Invoke(row) ?? true, value);
        }
    }

    private Bar Cost(string row) => new(
        Short(row),
        $"${reports.Number("cost", row, "total").ToString("0.00", CultureInfo.InvariantCulture)}",
        row.StartsWith("ours", StringComparison.Ordinal),
        [.. CostParts.Select(part => reports.Number("cost", row, part))]);

    // Without what the heading already says.
    private static string Short(string row) => row
        .Replace("ingress, ", "", StringComparison.Ordinal).Replace("worker, ", "", StringComparison.Ordinal)
        .Replace("GET copied into the SDK's PutObject, SHA-256", "the SDK's copy, SHA-256", StringComparison.Ordinal)
        .Replace("memory for ", "", StringComparison.Ordinal).Replace(", batches of ", ", × ", StringComparison.Ordinal);

    private void Save(string name, string title, string subtitle, params Func<BarGroup>[] groups) =>
        Save(name, title, subtitle, svg => BarChart.Add(svg, [.. groups.Select(group => group())]));

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
