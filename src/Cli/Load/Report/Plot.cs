using System.Globalization;
using System.Xml.Linq;

namespace MmsQueue.Cli.Load.Report;

/// <summary>The frame of an SVG plot. A unit is about one pixel, both on a phone and in a third of a wide screen.</summary>
internal sealed class Plot
{
    public const double Width = 380;
    public const double Height = 240;
    public const double Left = 46;
    public const double Right = Width - 12;
    public const double Top = 22;
    public const double Bottom = Height - 26;

    private readonly Axis _vertical;
    private readonly XElement _svg;

    public Plot(string title, double highest)
    {
        _vertical = Axis.For(highest);
        _svg = new XElement(
            "svg",
            new XAttribute("viewBox", $"0 0 {N(Width)} {N(Height)}"),
            new XAttribute("role", "img"),
            new XAttribute("aria-label", title),
            _vertical.Ticks.Select(tick => new XElement(
                "g",
                Line("grid", Left, Y(tick), Right, Y(tick)),
                Text(Count(tick), Left - 6, Y(tick) + 4, "end"))));
    }

    public XElement Svg => _svg;

    public double Y(double value) => Bottom - (value / _vertical.Maximum * (Bottom - Top));

    public void Add(params IEnumerable<XElement> elements) => _svg.Add(elements);

    public static XElement Line(string style, double x1, double y1, double x2, double y2) => new(
        "line",
        new XAttribute("class", style),
        new XAttribute("x1", N(x1)), new XAttribute("y1", N(y1)), new XAttribute("x2", N(x2)), new XAttribute("y2", N(y2)));

    public static XElement Text(string text, double x, double y, string anchor = "middle", string style = "label") => new(
        "text",
        new XAttribute("class", style), new XAttribute("x", N(x)), new XAttribute("y", N(y)), new XAttribute("text-anchor", anchor), text);

    /// <summary>A label of the horizontal axis; near the right edge it is right-aligned.</summary>
    public static XElement Label(string text, double x) => Text(text, x, Bottom + 18, x > Right - 14 ? "end" : "middle");

    public static XElement Path(string style, string data) => new("path", new XAttribute("class", style), new XAttribute("d", data));

    /// <summary>A number in SVG syntax.</summary>
    public static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    // All ticks use one unit: 5k next to 10k.
    private string Count(double tick) => _vertical.Maximum switch
    {
        >= 1_000_000 => N(tick / 1_000_000) + (tick > 0 ? "M" : ""),
        >= 10_000 => N(tick / 1000) + (tick > 0 ? "k" : ""),
        _ => tick.ToString("#,0.##", CultureInfo.InvariantCulture),
    };
}

/// <summary>A linear axis from 0 with ticks at multiples of 1, 2 or 5 times a power of ten.</summary>
internal sealed record Axis(double Maximum, IReadOnlyList<double> Ticks)
{
    /// <summary>The shortest axis with at most five intervals that includes a value.</summary>
    public static Axis For(double value)
    {
        var least = Math.Max(value, 1e-3) / 5;
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        var step = power * (least / power) switch
        {
            <= 1 => 1,
            <= 2 => 2,
            <= 5 => 5,
            _ => 10,
        };
        var count = (int)Math.Ceiling(Math.Max(value, step) / step);
        return new Axis(step * count, [.. Enumerable.Range(0, count + 1).Select(i => i * step)]);
    }
}
