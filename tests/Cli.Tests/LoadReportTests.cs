using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MmsQueue.Cli.Load;
using MmsQueue.Cli.Load.Report;

namespace MmsQueue.Cli.Tests;

/// <summary>The HTML and JSON reports of a load test.</summary>
public sealed partial class LoadReportTests
{
    [Fact]
    public void The_page_is_well_formed_and_has_three_plots_with_data()
    {
        var page = Parse(Page.Of(Result()));

        var plots = page.Descendants("svg").ToList();
        Assert.Equal(
            ["Histogram of latencies", "Queue depth over time", "Stored objects over time"],
            plots.Select(plot => plot.Attribute("aria-label")!.Value),
            StringComparer.Ordinal);
        Assert.NotEmpty(plots[0].Elements("rect"));
        Assert.All(plots.Skip(1), plot => Assert.Equal(2, plot.Elements("path").Count()));
    }

    [Fact]
    public void Nothing_is_drawn_outside_its_plot()
    {
        foreach (var plot in Parse(Page.Of(Result())).Descendants("svg"))
        {
            var paths = plot.Elements("path").SelectMany(path => Point().Matches(path.Attribute("d")!.Value))
                .Select(match => (X: Number(match.Groups["x"].Value), Y: Number(match.Groups["y"].Value)));
            var bars = plot.Elements("rect").Select(bar => (X: Number(bar.Attribute("x")!.Value), Y: Number(bar.Attribute("y")!.Value)));
            Assert.All(paths.Concat(bars), point =>
            {
                Assert.InRange(point.X, Plot.Left, Plot.Right);
                Assert.InRange(point.Y, Plot.Top - 1, Plot.Bottom);
            });
        }
    }

    [Theory]
    [InlineData(1, 1000)]
    [InlineData(500, 510)]
    [InlineData(990, 1000)]
    public void Percentile_labels_do_not_overlap(int from, int to)
    {
        double[] latencies = [.. Enumerable.Range(0, 100).Select(i => from + ((to - from) * i / 100.0))];
        var page = Parse(Page.Of(Result() with { Latencies = latencies }));

        var labels = page.Descendants("text").Where(text => text.Attribute("class")!.Value is "label strong").ToList();
        Assert.Equal("p50 p90 p99", string.Join(" ", labels.Select(label => label.Value)));
        var places = labels.ConvertAll(label => Number(label.Attribute("x")!.Value));
        Assert.All(places.Zip(places.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 26, Plot.Width));
        Assert.All(places, place => Assert.InRange(place, Plot.Left - 34, Plot.Right));
    }

    [Fact]
    public void The_pages_numbers_add_up_when_some_jobs_end_wrong()
    {
        var result = Result() with { Planned = 110, Sent = 105, Stored = 96, DeadLettered = 1, Lost = 2, Unfinished = 3, Wrong = 3 };
        var tiles = Parse(Page.Of(result)).Descendants("div").Where(tile => tile.Attribute("class")!.Value is "tile")
            .ToDictionary(tile => tile.Element("span")!.Value, tile => tile.Element("strong")!.Value, StringComparer.Ordinal);

        string[] ends = ["stored", "dead-lettered", "lost", "unfinished", "wrong", "not sent"];
        Assert.Equal(110, ends.Sum(name => Number(tiles[name])));
    }

    [Fact]
    public void The_page_uses_no_scripts_and_no_external_resources()
    {
        var text = Page.Of(Result());

        Assert.DoesNotContain("://", text, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Parse(text).Descendants(), element => element.Name.LocalName is "script" or "link" or "img" or "iframe");
    }

    [Fact]
    public void The_page_counts_lost_jobs_and_names_them()
    {
        var text = Parse(Page.Of(Result() with { Stored = 97, Lost = 2, Wrong = 1, Problems = ["MM1 <lost> & gone"] })).Root!.Value;

        Assert.Contains("2 lost, 1 wrong", text, StringComparison.Ordinal);
        Assert.Contains("MM1 <lost> & gone", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_stored_nothing_has_a_page_too()
    {
        var nothing = Result() with { Latencies = [], StoredAt = [], Depth = [], Rates = [] };

        Assert.Contains("nothing was stored", Page.Of(nothing), StringComparison.Ordinal);
    }

    [Fact]
    public void The_JSON_has_every_number()
    {
        using var json = JsonDocument.Parse(CliJson.Text(LoadJson.Of(Result())));
        var root = json.RootElement;

        Assert.Equal((101, 100, 1, 0), (Int("sent"), Int("stored"), Int("deadLettered"), Int("lost")));
        Assert.Equal(1000, root.GetProperty("latencyMs").GetProperty("max").GetInt32());
        Assert.Equal("not-found", root.GetProperty("shares")[1].GetProperty("expected").GetString());
        Assert.Equal(500, root.GetProperty("rateByQueued")[0].GetProperty("queued").GetInt32());

        int Int(string name) => root.GetProperty(name).GetInt32();
    }

    private static XDocument Parse(string page) => XDocument.Parse(page);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("(?<x>[0-9.-]+),(?<y>[0-9.-]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Point();

    private static LoadResult Result() => new(
        Run: "0123456789abcdef",
        StartedAt: DateTimeOffset.UnixEpoch,
        Through: "queue",
        Planned: 101,
        Sent: 101,
        Stored: 100,
        DeadLettered: 1,
        Lost: 0,
        Unfinished: 0,
        Wrong: 0,
        Duplicates: 0,
        SendRate: 50,
        DrainRate: 20,
        Duration: TimeSpan.FromSeconds(5),
        LatencyResolution: TimeSpan.FromMilliseconds(1),
        Latencies: [.. Enumerable.Range(1, 100).Select(i => i * 10.0)],
        Depth: [new(0, 101), new(2.5, 50), new(5, 0)],
        StoredAt: [.. Enumerable.Range(1, 100).Select(i => i / 20.0)],
        Rates: [new(500, 20)],
        Shares: [new("none", "stored", 100, 100, []), new("404", "not-found", 1, 1, [])],
        Problems: []);
}
