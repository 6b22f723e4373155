using System.Xml.Linq;

namespace MmsQueue.Cli.Load.Report;

/// <summary>A count over the run's time in seconds.</summary>
internal static class TimePlot
{
    // More points would enlarge the page without being visible.
    private const int MostPoints = 240;

    public static XElement Draw(string title, string style, double seconds, IReadOnlyList<(double Second, double Count)> points)
    {
        var plot = new Plot(title, points.Select(point => point.Count).DefaultIfEmpty(0).Max());
        var end = Math.Max(seconds, 1);
        double X(double second) => Plot.Left + (Math.Min(second, end) / end * (Plot.Right - Plot.Left));
        plot.Add(Axis.For(end).Ticks.Where(tick => tick <= end).Select(tick => Plot.Label($"{Plot.N(tick)} s", X(tick))));
        if (points is not [])
        {
            var line = string.Join(' ', Thin(points).Select(point => $"{Plot.N(X(point.Second))},{Plot.N(plot.Y(point.Count))}"));
            var (from, to, bottom) = (Plot.N(X(points[0].Second)), Plot.N(X(points[^1].Second)), Plot.N(Plot.Bottom));
            plot.Add(
                Plot.Path($"area {style}", $"M{from},{bottom} L{line} L{to},{bottom} Z"),
                Plot.Path($"line {style}", $"M{line}"));
        }

        return plot.Svg;
    }

    private static IEnumerable<(double Second, double Count)> Thin(IReadOnlyList<(double Second, double Count)> points)
    {
        var step = Math.Max(1, (points.Count + MostPoints - 1) / MostPoints);
        return points.Where((_, i) => i % step == 0 || i == points.Count - 1);
    }
}
