using System.Xml.Linq;

namespace MmsQueue.Bench.Charts;

/// <summary>An SVG picture with its own background, legible in light and dark mode.</summary>
internal sealed class Svg
{
    public const double Width = 760;

    private const string Style = """
        :root { --ground: #ffffff; --ink: #16202c; --quiet: #5b6876; --line: #e3e7ec; --other: #a9b4c0; }
        :root { --a: #2563eb; --b: #7c3aed; --c: #0e9f6e; --d: #d97706; --e: #db2777; --f: #a9b4c0; }
        @media (prefers-color-scheme: dark) {
          :root { --ground: #161d26; --ink: #e8edf2; --quiet: #98a5b3; --line: #2a3440; --other: #566473; }
          :root { --a: #6ea8ff; --b: #b69cff; --c: #4ade80; --d: #fbbf24; --e: #f472b6; --f: #566473; }
        }
        text { font: 13px system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif; }
        text { fill: var(--ink); font-variant-numeric: tabular-nums; }
        .title { font-size: 17px; font-weight: 600; } .quiet { fill: var(--quiet); font-size: 12px; } .strong { font-weight: 600; }
        .ground { fill: var(--ground); } .line { stroke: var(--line); } .shade { fill: var(--line); opacity: .5; }
        .curve { fill: none; stroke-width: 2.5; stroke-linejoin: round; }
        .other { fill: var(--other); }
        .fa { fill: var(--a); } .fb { fill: var(--b); } .fc { fill: var(--c); }
        .fd { fill: var(--d); } .fe { fill: var(--e); } .ff { fill: var(--f); }
        .sa { stroke: var(--a); } .sb { stroke: var(--b); } .sc { stroke: var(--c); } .sd { stroke: var(--d); }
        """;

    private static readonly XNamespace Namespace = "http://www.w3.org/2000/svg";
    private readonly List<XElement> _elements = [];
    private readonly string _title;

    public Svg(string title, string subtitle)
    {
        _title = title;
        Text(title, 20, 30, "title");
        Text(subtitle, 20, 50, "quiet");
    }

    /// <summary>The distance of the next free place from the top.</summary>
    public double Y { get; set; } = 60;

    public void Text(string text, double x, double y, string style = "", string anchor = "start") =>
        Add("text", style, text, ("x", x), ("y", y), ("text-anchor", anchor));

    public void Box(double x, double y, double width, double height, string style, double round = 0) =>
        Add("rect", style, null, ("x", x), ("y", y), ("width", Math.Max(0, width)), ("height", height), ("rx", round));

    public void Line(double x1, double y1, double x2, double y2) =>
        Add("line", "line", null, ("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2));

    public void Curve(IEnumerable<(double X, double Y)> points, string style) =>
        Add("path", $"curve {style}", null, ("d", "M" + string.Join(' ', points.Select(point => $"{point.X:0.#},{point.Y:0.#}"))));

    public void Save(string file) => new XElement(
        Namespace + "svg",
        new XAttribute("viewBox", $"0 0 {Width} {Y + 20:0.#}"),
        new XAttribute("role", "img"),
        new XAttribute("aria-label", _title),
        new XElement(Namespace + "style", Style),
        Element("rect", "ground", null, ("width", "100%"), ("height", "100%"), ("rx", "10")),
        _elements).Save(file);

    private void Add(string name, string style, string? text, params (string Name, object Value)[] attributes) =>
        _elements.Add(Element(name, style, text, attributes));

    private static XElement Element(string name, string style, string? text, params (string Name, object Value)[] attributes) => new(
        Namespace + name,
        style.Length > 0 ? new XAttribute("class", style) : null,
        attributes.Select(each => new XAttribute(each.Name, each.Value is double number ? $"{number:0.#}" : each.Value)),
        text);
}
