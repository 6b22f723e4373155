using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MmsQueue.Bench.Charts;

namespace MmsQueue.Cli.Tests;

/// <summary>The benchmarks' charts, drawn from the published numbers.</summary>
public sealed partial class ChartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mmsq-charts-").FullName;

    public ChartTests() => new ChartFolder(ReportFile.Read(Path.Combine(Repository, "docs", "performance.json")), _folder).Draw();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("cold")]
    [InlineData("ingress")]
    [InlineData("worker")]
    [InlineData("pipeline")]
    public void The_bars_of_one_unit_are_drawn_to_one_scale(string chart)
    {
        foreach (var unit in Bars(chart).GroupBy(bar => bar.Unit, StringComparer.Ordinal))
        {
            var scale = unit.MaxBy(bar => bar.Value);
            Assert.All(unit, bar => Assert.Equal(bar.Value / scale.Value, bar.Width / scale.Width, tolerance: 0.02));
        }
    }

    [Theory]
    [InlineData("worker")]
    [InlineData("pipeline")]
    public void Different_units_have_different_colours(string chart)
    {
        var units = Bars(chart).Where(bar => bar.Style != "other").GroupBy(bar => bar.Unit, StringComparer.Ordinal).ToList();

        Assert.Equal(2, units.Count);
        Assert.Empty(units[0].Select(bar => bar.Style).Intersect(units[1].Select(bar => bar.Style), StringComparer.Ordinal));
    }

    [Fact]
    public void Backlogs_of_seconds_and_of_minutes_are_both_visible()
    {
        var svg = Read("scale");
        var labels = string.Join('\n', svg.Root!.Elements().Where(element => element.Name.LocalName is "text").Select(text => text.Value));
        var widths = svg.Root!.Elements().Where(element => element.Name.LocalName is "path")
            .Select(path => path.Attribute("d")!.Value[1..].Split(' ').Select(point => Number(point.Split(',')[0])).ToList())
            .Select(xs => xs.Max() - xs.Min());

        Assert.All(
            (string[])["10/s", "100/s", "1,000/s", "10,000/s"], rate => Assert.Contains(rate, labels, StringComparison.Ordinal));
        Assert.All(widths, width => Assert.InRange(width, 100, 700));
    }

    private static string Repository { get; } = typeof(ChartTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Repository").Value!;

    private XDocument Read(string chart) => XDocument.Load(Path.Combine(_folder, chart + ".svg"));

    // The element after a bar is its value.
    private IEnumerable<(double Width, string Style, double Value, string Unit)> Bars(string chart)
    {
        foreach (var bar in Read(chart).Root!.Elements().Where(element => element.Name.LocalName is "rect"))
        {
            var style = bar.Attribute("class")!.Value;
            if (style is not "ground")
            {
                var value = ValueAndUnit().Match(bar.ElementsAfterSelf().First().Value);
                yield return (
                    Number(bar.Attribute("width")!.Value), style, Number(value.Groups["value"].Value), value.Groups["unit"].Value);
            }
        }
    }

    [GeneratedRegex("^(?<value>[0-9.]+)(?<unit>.+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ValueAndUnit();

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
