using System.Text.RegularExpressions;
using System.Xml.Linq;
using MmsQueue.Ingress;
using MmsQueue.Reconciler;
using MmsQueue.Worker;

namespace MmsQueue.Template.Tests;

/// <summary>The tables of docs/configuration.md must match the code and the build.</summary>
public sealed partial class ConfigurationTests
{
    private static readonly string[] Document = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "configuration.md"));

    [Fact]
    public void Every_setting_has_the_description_from_its_options_class()
    {
        AssertListed(Function.Ingress, typeof(IngressOptions));
        AssertListed(Function.Worker, typeof(WorkerOptions));
        AssertListed(Function.Reconciler, typeof(ReconcilerOptions));
    }

    [Fact]
    public void Every_package_is_listed_with_its_version()
    {
        var versions = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Directory.Packages.props"));
        var rows = versions.Descendants("PackageVersion")
            .Select(package => $"| {package.Attribute("Include")!.Value} | {package.Attribute("Version")!.Value} |").ToList();

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Contains(Document, line => line.StartsWith(row, StringComparison.Ordinal)));
    }

    private static void AssertListed(Function function, Type options)
    {
        var rows = Rows(options).ToList();
        Assert.All(rows, row => Assert.Contains(row, Document, StringComparer.Ordinal));
        Assert.All(
            function.AskedFor(Deployment.Default.Environment(function.Resource)),
            name => Assert.Contains(rows, row => row.Contains($"`{name}`", StringComparison.Ordinal)));
    }

    // The XML documentation of an option has the form "NAME: description".
    private static IEnumerable<string> Rows(Type options) =>
        from member in XDocument.Load(Path.ChangeExtension(options.Assembly.Location, ".xml")).Descendants("member")
        where member.Attribute("name")!.Value.StartsWith($"P:{options.FullName}.", StringComparison.Ordinal)
        let text = string.Join(' ', member.Elements().Select(Text))
        let end = text.IndexOf(": ", StringComparison.Ordinal)
        where Variable().IsMatch(text)
        select $"| {Variable().Replace(text[..end], "`$0`")} | {text[(end + 2)..]} |";

    private static string Text(XElement element)
    {
        var parts = element.Nodes().Select(node => node switch
        {
            XElement code => $"`{code.Value}`",
            XText words => words.Value,
            _ => "",
        });
        return Space().Replace(string.Concat(parts), " ").Trim();
    }

    [GeneratedRegex("""(?<![\w])[A-Z]+(?:_[A-Z]+)+(?![\w])""", RegexOptions.None, 1000)]
    private static partial Regex Variable();

    [GeneratedRegex("""\s+""", RegexOptions.None, 1000)]
    private static partial Regex Space();
}
