namespace MmsQueue.Bench.Charts;

/// <summary>A bar of one or more parts, with a text at its end.</summary>
internal sealed record Bar(string Label, string Text, bool IsOurs, params double[] Parts);

/// <summary>Bars of one unit under a heading.</summary>
internal sealed record BarGroup(string Heading, string Unit, IReadOnlyList<Bar> Bars);

/// <summary>Horizontal bars in groups. Each unit has one scale and one colour in the whole chart, and a legend names the parts.</summary>
internal static class BarChart
{
    private const double Left = 262;
    private const double Right = Svg.Width - 110;
    private const double Step = 25;
    private static readonly string[] Styles = ["fa", "fb", "fc", "fd", "fe", "ff"];

    public static void Add(Svg svg, params IReadOnlyList<BarGroup> groups)
    {
        var units = groups.Where(group => group.Bars is not []).GroupBy(group => group.Unit, StringComparer.Ordinal);
        foreach (var (style, unit) in units.Index())
        {
            var scale = (Right - Left) / unit.Max(group => group.Bars.Max(bar => bar.Parts.Sum()));
            foreach (var group in unit)
            {
                Add(svg, group, scale, Styles[style]);
            }
        }
    }

    public static void AddLegend(Svg svg, IReadOnlyList<string> names)
    {
        var x = 20.0;
        foreach (var (name, style) in names.Zip(Styles))
        {
            svg.Box(x, svg.Y + 8, 11, 11, style, 2);
            svg.Text(name, x + 16, svg.Y + 18, "quiet");
            x += 36 + (name.Length * 7.2);
        }

        svg.Y += 28;
    }

    private static void Add(Svg svg, BarGroup group, double scale, string style)
    {
        if (group.Heading.Length > 0)
        {
            svg.Text(group.Heading, 20, svg.Y + 20, "quiet strong");
            svg.Y += 28;
        }

        foreach (var bar in group.Bars)
        {
            Draw(svg, bar, scale, style);
            svg.Y += Step;
        }

        svg.Y += 6;
    }

    private static void Draw(Svg svg, Bar bar, double scale, string style)
    {
        svg.Text(bar.Label, Left - 10, svg.Y + 15, bar.IsOurs ? "strong" : "", "end");
        var x = Left;
        var isWhole = bar.Parts.Length == 1;
        foreach (var (i, part) in bar.Parts.Index())
        {
            svg.Box(x, svg.Y + 3, part * scale, Step - 8, isWhole ? bar.IsOurs ? style : "other" : Styles[i], isWhole ? 3 : 0);
            x += part * scale;
        }

        svg.Text(bar.Text, x + 8, svg.Y + 15, bar.IsOurs ? "strong" : "");
    }
}
