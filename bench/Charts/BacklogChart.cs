using System.Globalization;

namespace MmsQueue.Bench;

/// <summary>Backlogs over the minutes of a burst and after it; the counts on a logarithmic scale, since they differ by a factor of a million.</summary>
internal static class BacklogChart
{
    private const double Left = 92;
    private const double Right = Svg.Width - 40;
    private const double Top = 82;
    private const double Bottom = 368;
    private static readonly string[] Styles = ["sa", "sb", "sc", "sd"];

    public static void Add(Svg svg, IReadOnlyList<(string Name, IReadOnlyList<(double X, double Y)> Points)> curves)
    {
        var minutes = Math.Ceiling(curves.Max(curve => curve.Points[^1].X) / 5) * 5;
        var decades = Math.Ceiling(Math.Log10(Math.Max(10, curves.Max(curve => curve.Points.Max(point => point.Y)))));
        double X(double minute) => Left + (minute / minutes * (Right - Left));
        double Y(double count) => Bottom - (Math.Log10(Math.Max(1, count)) / decades * (Bottom - Top));

        svg.Box(X(0), Top, X(QueueModel.BurstSeconds / 60.0) - X(0), Bottom - Top, "shade");
        svg.Text("burst", X(QueueModel.BurstSeconds / 60.0) - 8, Bottom - 10, "quiet", "end");
        for (var decade = 0; decade <= decades; decade++)
        {
            svg.Line(Left, Y(Math.Pow(10, decade)), Right, Y(Math.Pow(10, decade)));
            svg.Text(Math.Pow(10, decade).ToString("#,0", CultureInfo.InvariantCulture), Left - 8, Y(Math.Pow(10, decade)) + 4, "quiet", "end");
        }

        for (var minute = 0.0; minute <= minutes; minute += minutes > 40 ? 10 : 5)
        {
            svg.Text(string.Create(CultureInfo.InvariantCulture, $"{minute:0} min"), X(minute), Bottom + 20, "quiet", "middle");
        }

        // What never waits has no place on this scale.
        foreach (var (curve, style) in curves.Where(curve => curve.Points.Any(point => point.Y >= 1)).Zip(Styles))
        {
            var (x, y) = curve.Points.MaxBy(point => point.Y);
            svg.Curve(curve.Points.TakeWhile((point, i) => i < 2 || point.Y >= 1 || point.X <= x).Select(point => (X(point.X), Y(point.Y))), style);
            svg.Text(curve.Name, X(x) + (x < minutes / 10 ? 6 : 0), Y(y) - 8, "strong", x < minutes / 10 ? "start" : x > minutes / 2 ? "end" : "middle");
        }

        svg.Y = Bottom + 26;
    }
}
