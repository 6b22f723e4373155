using System.Xml.Linq;

namespace MmsQueue.Cli.Load.Report;

/// <summary>The result as one self-contained HTML page, without scripts or external resources.</summary>
internal static class Page
{
    public static string Of(LoadResult result)
    {
        var html = new XElement(
            "html",
            new XAttribute("lang", "en"),
            new XElement(
                "head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("meta", new XAttribute("name", "color-scheme"), new XAttribute("content", "light dark")),
                new XElement("title", $"Load test {result.Run}"),
                new XElement("style", Style())),
            new XElement("body", new XElement("main", Header(result), Tiles(result), Plots(result), Details(result))));
        return "<!DOCTYPE html>\n" + html.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    private static string Style()
    {
        using var css = new StreamReader(typeof(Page).Assembly.GetManifestResourceStream("report.css")!);
        return css.ReadToEnd();
    }

    private static XElement Header(LoadResult result) => new(
        "header",
        new XElement("p", Class(result.IsGood ? "verdict good" : "verdict bad"), result.IsGood ? "Nothing lost" : Failure(result)),
        new XElement(
            "h1",
            $"{LoadText.Number(result.Sent)} jobs through the {result.Through} in {LoadText.Time(result.Duration.TotalMilliseconds)}"),
        new XElement("p", Class("quiet"), $"Run {result.Run}, {result.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC"));

    private static string Failure(LoadResult result)
    {
        var missing = Missing(result).Select(pair => $"{pair.Count} {pair.Name}");
        return string.Join(", ", result.IsInterrupted ? missing.Prepend("interrupted") : missing);
    }

    private static IEnumerable<(string Count, string Name)> Missing(LoadResult result) => new[]
    {
        (Count: result.Planned - result.Sent, Name: "not sent"),
        (Count: result.Lost, Name: "lost"),
        (Count: result.Unfinished, Name: "unfinished"),
        (Count: result.Wrong, Name: "wrong"),
    }.Where(pair => pair.Count > 0).Select(pair => (LoadText.Number(pair.Count), pair.Name));

    private static XElement Tiles(LoadResult result) => new(
        "section",
        Class("tiles"),
        Tile("stored", LoadText.Number(result.Stored)),
        Tile("dead-lettered", LoadText.Number(result.DeadLettered)),
        result.Lost == 0 ? Tile("lost", "0") : null,
        Missing(result).Select(pair => Tile(pair.Name, pair.Count)),
        Tile("duplicates", LoadText.Number(result.Duplicates)),
        Tile("send rate", LoadText.Rate(result.SendRate)),
        Tile("drain rate", LoadText.Rate(result.DrainRate)),
        result.Latency is { } latency
            ? (XElement[])
            [
                Tile("latency p50", LoadText.Time(latency.P50)), Tile("latency p90", LoadText.Time(latency.P90)),
                Tile("latency p99", LoadText.Time(latency.P99)), Tile("latency max", LoadText.Time(latency.Max)),
            ]
            : null);

    private static XElement Tile(string name, string value) =>
        new("div", Class("tile"), new XElement("span", Class("quiet"), name), new XElement("strong", value));

    private static XElement Plots(LoadResult result)
    {
        var seconds = Math.Max(result.Duration.TotalSeconds, result.Depth.Count > 0 ? result.Depth[^1].Second : 0);
        List<(double, double)> depth = [.. result.Depth.Select(sample => (sample.Second, (double)sample.Queued))];
        List<(double, double)> stored = [(0, 0), .. result.StoredAt.Select((second, i) => (second, i + 1.0))];
        return new XElement(
            "section",
            Class("plots"),
            Figure("Latency", "jobs by time from sending to storage, logarithmic", LatencyPlot.Draw("Histogram of latencies", result)),
            Figure("Queue depth", "this run's jobs sent but not ended", TimePlot.Draw("Queue depth over time", "depth", seconds, depth)),
            Figure("Stored", "objects in the bucket", TimePlot.Draw("Stored objects over time", "stored", seconds, stored)));
    }

    private static XElement Figure(string title, string unit, XElement svg) =>
        new("figure", new XElement("figcaption", new XElement("h2", title), new XElement("span", Class("quiet"), unit)), svg);

    private static XElement Details(LoadResult result) => new(
        "section",
        Class("tables"),
        Table(
            result.Shares.All(share => share.Otherwise is []) ? "table" : "table wide",
            ["fault", "expected outcome", "jobs", "as expected", "otherwise"],
            result.Shares.Select(share => share.Row),
            numbersFrom: 2),
        result.Rates is [] ? null : Table(
            "table",
            ["queued", "drain rate"],
            result.Rates.Select(rate => new[] { LoadText.Number(rate.Queued), LoadText.Rate(rate.PerSecond) }),
            numbersFrom: 1),
        result.Problems is [] ? null
            : Table("table wide text", ["first jobs with an unexpected outcome"], result.Problems.Select(problem => new[] { problem }), 1),
        new XElement(
            "p",
            Class("quiet note"),
            "Latency: from the call that sent the job to its object's LastModified, "
                + $"to within {LoadText.Time(result.LatencyResolution.TotalMilliseconds)}. "
                + "Drain rate: over the middle 80 % of what was stored."
                + (result.Others == 0 ? "" : $" {LoadText.Number(result.Others)} other jobs were on the queue at the start: "
                    + "not counted, but this run waited behind them.")));

    private static XElement Table(string style, string[] headings, IEnumerable<string[]> rows, int numbersFrom)
    {
        return new XElement(
            "div",
            Class(style),
            new XElement(
                "table",
                new XElement("thead", Row("th", headings)),
                new XElement("tbody", rows.Select(row => Row("td", row)))));

        XElement Row(string cell, string[] texts) =>
            new("tr", texts.Select((text, i) => new XElement(cell, i >= numbersFrom ? Class("number") : null, text)));
    }

    private static XAttribute Class(string name) => new("class", name);
}
