namespace MmsQueue.Bench;

/// <summary>A bar: its parts, one after the other, and what stands at its end.</summary>
internal sealed record Bar(string Label, string Text, bool IsOurs, params double[] Parts);

/// <summary>Bars of one unit under a heading.</summary>
internal sealed record BarGroup(string Heading, string Unit, IReadOnlyList<Bar> Bars);

/// <summary>Horizontal bars in groups; each unit has one scale and one colour in the whole chart, and a legend shows the parts.</summary>
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
        for (var i = 0; i < names.Count; i++)
        {
            svg.Box(x, svg.Y + 8, 11, 11, Styles[i], 2);
            svg.Text(names[i], x + 16, svg.Y + 18, "quiet");
            x += 36 + (names[i].Length * 7.2);
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
        for (var i = 0; i < bar.Parts.Length; i++)
        {
            var width = bar.Parts[i] * scale;
            svg.Box(x, svg.Y + 3, width, Step - 8, bar.Parts.Length > 1 ? Styles[i] : bar.IsOurs ? style : "other", bar.Parts.Length > 1 ? 0 : 3);
            x += width;
        }

        svg.Text(bar.Text, x + 8, svg.Y + 15, bar.IsOurs ? "strong" : "");
    }
}
