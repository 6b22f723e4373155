using System.Globalization;
using MmsQueue.Bench.Scale;

namespace MmsQueue.Bench.Charts;

/// <summary>Backlogs during and after a burst. Both axes are logarithmic, because depths differ a millionfold.</summary>
internal static class BacklogChart
{
    private const double Left = 92;
    private const double Right = Svg.Width - 40;
    private const double Top = 82;
    private const double Bottom = 368;
    private const double Second = 1 / 60.0;
    private static readonly string[] Styles = ["sa", "sb", "sc", "sd"];
    private static readonly (double Minute, string Text)[] Ticks =
        [(Second, "1 s"), (10 * Second, "10 s"), (1, "1 min"), (10, "10 min"), (60, "1 h"), (600, "10 h")];

    public static void Add(Svg svg, IReadOnlyList<(string Name, IReadOnlyList<(double X, double Y)> Points)> curves)
    {
        var minutes = curves.Max(curve => curve.Points[^1].X);
        var decades = Math.Ceiling(Math.Log10(Math.Max(10, curves.Max(curve => curve.Points.Max(point => point.Y)))));
        double X(double minute) => Left + (Math.Log10(Math.Max(1, minute / Second)) / Math.Log10(minutes / Second) * (Right - Left));
        double Y(double count) => Bottom - (Math.Log10(1 + count) / decades * (Bottom - Top));

        svg.Box(Left, Top, X(QueueModel.BurstSeconds * Second) - Left, Bottom - Top, "shade");
        svg.Text("burst", X(QueueModel.BurstSeconds * Second) - 8, Bottom - 10, "quiet", "end");
        foreach (var count in Enumerable.Range(0, (int)decades + 1).Select(decade => decade == 0 ? 0 : Math.Pow(10, decade)))
        {
            svg.Line(Left, Y(count), Right, Y(count));
            svg.Text(count.ToString("#,0", CultureInfo.InvariantCulture), Left - 8, Y(count) + 4, "quiet", "end");
        }

        foreach (var (minute, text) in Ticks.Where(tick => tick.Minute <= minutes))
        {
            svg.Text(text, X(minute), Bottom + 20, "quiet", "middle");
        }

        foreach (var (curve, style) in curves.Where(Waits).Zip(Styles))
        {
            var (x, y) = curve.Points.MaxBy(point => point.Y);
            var drawn = curve.Points.Where((point, i) => i == 0 || point.Y >= 1 || curve.Points[i - 1].Y >= 1);
            svg.Curve(drawn.Select(point => (X(point.X), Y(point.Y))), style);
            svg.Text(curve.Name, X(x) + 4, Y(y) - 8, "strong");
        }

        var idle = curves.Where(curve => !Waits(curve)).Select(curve => curve.Name).ToList();
        if (idle.Count > 0)
        {
            svg.Text($"{string.Join(" and ", idle)}: none", X(1), Bottom - 10, "strong", "middle");
        }

        svg.Y = Bottom + 26;
    }

    private static bool Waits((string Name, IReadOnlyList<(double X, double Y)> Points) curve) => curve.Points.Any(point => point.Y >= 1);
}
