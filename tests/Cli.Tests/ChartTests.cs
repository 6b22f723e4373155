using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MmsQueue.Bench;

namespace MmsQueue.Cli.Tests;

/// <summary>The benchmark's charts, drawn from the published numbers.</summary>
public sealed class ChartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mmsq-charts-").FullName;

    public ChartTests() => new ChartFolder(ReportFile.Read(Path.Combine(Repository, "docs", "performance.json")), _folder).Draw();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("cold")]
    [InlineData("ingress")]
    [InlineData("worker")]
    [InlineData("pipeline")]
    public void Equal_values_of_a_chart_have_equal_bars(string chart)
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
    public void Different_units_of_a_chart_have_different_colours(string chart)
    {
        var units = Bars(chart).Where(bar => bar.Style != "other").GroupBy(bar => bar.Unit, StringComparer.Ordinal).ToList();

        Assert.Equal(2, units.Count);
        Assert.Empty(units[0].Select(bar => bar.Style).Intersect(units[1].Select(bar => bar.Style), StringComparer.Ordinal));
    }

    [Fact]
    public void A_burst_that_waits_for_seconds_is_as_visible_as_one_that_waits_for_minutes()
    {
        var svg = Read("scale");
        var labels = string.Join('\n', svg.Root!.Elements().Where(element => element.Name.LocalName is "text").Select(text => text.Value));
        var widths = svg.Root!.Elements().Where(element => element.Name.LocalName is "path")
            .Select(path => Regex.Matches(path.Attribute("d")!.Value, "(?<x>[0-9.]+),", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(match => Number(match.Groups["x"].Value)).ToList())
            .Select(xs => xs.Max() - xs.Min());

        Assert.All((string[])["10/s", "100/s", "1,000/s", "10,000/s"], rate => Assert.Contains(rate, labels, StringComparison.Ordinal));
        Assert.All(widths, width => Assert.InRange(width, 100, 700));
    }

    private static string Repository { get; } =
        typeof(ChartTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Repository").Value!;

    private XDocument Read(string chart) => XDocument.Load(Path.Combine(_folder, chart + ".svg"));

    // Each bar is followed by its value.
    private IEnumerable<(double Width, string Style, double Value, string Unit)> Bars(string chart)
    {
        foreach (var bar in Read(chart).Root!.Elements().Where(element => element.Name.LocalName is "rect" && element.Attribute("class")!.Value is not "ground"))
        {
            var value = Regex.Match(bar.ElementsAfterSelf().First().Value, "^(?<value>[0-9.]+)(?<unit>.+)$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
            yield return (Number(bar.Attribute("width")!.Value), bar.Attribute("class")!.Value, Number(value.Groups["value"].Value), value.Groups["unit"].Value);
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
