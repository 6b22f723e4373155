using System.Xml.Linq;

namespace MmsQueue.Cli.Load.Report;

/// <summary>A histogram of latencies on a logarithmic axis, with the percentiles marked.</summary>
internal static class LatencyPlot
{
    private const double Gap = 1.5;
    private const double LabelWidth = 28;
    private static readonly double[] Steps = [1, 2, 5];

    public static XElement Draw(string title, LoadResult result)
    {
        var bins = Histogram.Of(result.Latencies);
        var plot = new Plot(title, bins.Select(bin => bin.Count).DefaultIfEmpty(0).Max());
        if (bins is [] || result.Latency is not { } latency)
        {
            plot.Add(Plot.Text("nothing was stored", (Plot.Left + Plot.Right) / 2, Plot.Height / 2));
            return plot.Svg;
        }

        var (from, to) = (Math.Log10(bins[0].From), Math.Log10(bins[^1].To));
        double X(double value) => Plot.Left + ((Math.Log10(Math.Max(1, value)) - from) / (to - from) * (Plot.Right - Plot.Left));
        plot.Add(bins.Where(bin => bin.Count > 0).Select(bin => Bar(bin, X, plot.Y)));
        plot.Add(Ticks(bins[0].From, bins[^1].To).Select(tick => Plot.Label(Label(tick), X(tick))));
        plot.Add(Marks(latency, X));
        return plot.Svg;
    }

    private static XElement Bar(Bin bin, Func<double, double> x, Func<double, double> y) => new(
        "rect",
        new XAttribute("class", "bar"),
        new XAttribute("x", Plot.N(x(bin.From) + (Gap / 2))),
        new XAttribute("y", Plot.N(y(bin.Count))),
        new XAttribute("width", Plot.N(Math.Max(1, x(bin.To) - x(bin.From) - Gap))),
        new XAttribute("height", Plot.N(Math.Max(1, Plot.Bottom - y(bin.Count)))),
        new XAttribute("rx", "2"),
        new XElement("title", $"{LoadText.Time(bin.From)} to {LoadText.Time(bin.To)}: {LoadText.Number(bin.Count)}"));

    private static IEnumerable<XElement> Marks(Latency latency, Func<double, double> x)
    {
        (string Name, double At)[] marks = [("p50", x(latency.P50)), ("p90", x(latency.P90)), ("p99", x(latency.P99))];
        var labels = Spread([.. marks.Select(mark => mark.At)]);
        return marks.Zip(labels).SelectMany(mark => (XElement[])
        [
            Plot.Line("mark", mark.First.At, Plot.Top - 6, mark.First.At, Plot.Bottom),
            Plot.Text(mark.First.Name, mark.Second, Plot.Top - 10, "middle", "label strong"),
        ]);
    }

    // Moves the labels of close lines apart, keeping their order and staying within the plot.
    private static double[] Spread(double[] places)
    {
        for (var i = 1; i < places.Length; i++)
        {
            places[i] = Math.Max(places[i], places[i - 1] + LabelWidth);
        }

        places[^1] = Math.Min(places[^1], Plot.Right);
        for (var i = places.Length - 2; i >= 0; i--)
        {
            places[i] = Math.Min(places[i], places[i + 1] - LabelWidth);
        }

        return places;
    }

    private static IEnumerable<double> Ticks(double from, double to)
    {
        // Beyond two decades there is room only for powers of ten.
        var steps = to / from > 100 ? Steps[..1] : Steps;
        return Enumerable.Range(0, 9).SelectMany(power => steps.Select(step => step * Math.Pow(10, power)))
            .Where(tick => tick >= from * 0.999 && tick <= to * 1.001);
    }

    private static string Label(double milliseconds) => milliseconds < 1000
        ? $"{milliseconds:0} ms"
        : $"{milliseconds / 1000:0} s";
}
