namespace MmsQueue.Cli.Load.Report;

internal static class Style
{
    /// <summary>The page's style sheet, free of characters that XML and HTML escape differently.</summary>
    public const string Text = """
        :root { --page: #f6f7f9; --card: #ffffff; --ink: #16202c; --quiet: #5b6876; --line: #e3e7ec; --blue: #2563eb; --green: #15803d; --violet: #7c3aed; --red: #c81e1e; }
        @media (prefers-color-scheme: dark) {
          :root { --page: #0f141a; --card: #182029; --ink: #e8edf2; --quiet: #98a5b3; --line: #2a3440; --blue: #6ea8ff; --green: #4ade80; --violet: #b69cff; --red: #ff7b72; }
        }
        * { box-sizing: border-box; margin: 0; }
        body { background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif; }
        main { max-width: 1240px; margin: 0 auto; padding: 32px 16px 48px; display: grid; gap: 16px; }
        header { padding: 0 4px 4px; }
        h1 { font-size: clamp(22px, 4vw, 32px); line-height: 1.2; letter-spacing: -0.01em; margin: 10px 0 6px; text-wrap: balance; }
        h2 { font-size: 16px; }
        .quiet { color: var(--quiet); font-size: 13px; }
        .verdict { display: inline-block; padding: 3px 12px; border-radius: 99px; font-weight: 600; font-size: 14px; border: 1px solid currentColor; }
        .good { color: var(--green); }
        .bad { color: var(--red); }
        .tiles { display: grid; gap: 10px; grid-template-columns: repeat(5, minmax(0, 1fr)); }
        .tile, figure, .table { background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
        .tile { padding: 12px 14px; }
        .tile span { display: block; }
        .tile strong { font-size: 21px; font-weight: 650; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .plots { display: grid; gap: 16px; grid-template-columns: repeat(3, minmax(0, 1fr)); }
        figure { padding: 14px 10px 6px; }
        figcaption { padding: 0 6px 6px; }
        figcaption span { display: block; }
        svg { display: block; width: 100%; height: auto; }
        .label { fill: var(--quiet); font-size: 11.5px; font-variant-numeric: tabular-nums; }
        .strong { fill: var(--ink); font-weight: 600; }
        .grid { stroke: var(--line); }
        .mark { stroke: var(--ink); stroke-dasharray: 3 3; opacity: 0.7; }
        .bar { fill: var(--violet); }
        .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
        .area { opacity: 0.16; }
        .line.depth { stroke: var(--blue); }
        .area.depth { fill: var(--blue); }
        .line.stored { stroke: var(--green); }
        .area.stored { fill: var(--green); }
        .tables { display: grid; gap: 16px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 380px), 1fr)); align-items: start; }
        .table { overflow-x: auto; padding: 6px 0; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; padding: 7px 16px; }
        th { color: var(--quiet); font-size: 13px; font-weight: 500; }
        td { border-top: 1px solid var(--line); }
        .number { text-align: right; font-variant-numeric: tabular-nums; }
        .wide { grid-column: 1 / -1; }
        .text td { overflow-wrap: anywhere; }
        .note { grid-column: 1 / -1; padding: 0 4px; }
        @media (max-width: 900px) { .plots { grid-template-columns: 1fr; } .tiles { grid-template-columns: repeat(2, minmax(0, 1fr)); } main { padding-top: 20px; } th, td { padding: 7px 12px; } }
        """;
}
