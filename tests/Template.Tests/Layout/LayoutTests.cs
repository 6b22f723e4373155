using System.Text.RegularExpressions;

namespace MmsQueue.Template.Tests.Layout;

/// <summary>Which project may refer to which, who may use a project's internals, and other rules of the code base.</summary>
public sealed partial class LayoutTests
{
    /// <summary>The allowed references. Another reference needs a reason, and a line here.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Shared"] = [],
        ["Ingress"] = ["Shared"],
        ["Worker"] = ["Shared"],
        ["Operations"] = ["Shared"],
        ["Cli"] = ["Operations", "Shared"],
        ["Emulator"] = ["Shared"],
        ["Local"] = ["Emulator", "Operations", "Shared"],
        ["Reconciler"] = ["Operations", "Shared"],
        ["Bench"] = ["Emulator", "Ingress", "Shared", "Worker"],
        ["EmptyFunction"] = [],
    };

    /// <summary>Friends of a project besides its own tests: the benchmark calls the functions' handlers directly.</summary>
    private static readonly Dictionary<string, string[]> MoreFriends = new(StringComparer.Ordinal)
    {
        ["Ingress"] = ["MmsQueue.Bench"],
        ["Worker"] = ["MmsQueue.Bench"],
    };

    private static readonly string[] CodeFolders = ["bench", "src", "stand-ins", "tests"];

    private static readonly IReadOnlyList<Project> Source = Project.Under("src");

    private static readonly IReadOnlyList<Project> Bench = Project.Under("bench");

    private static readonly IReadOnlyList<Project> Tests = Project.Under("tests");

    [Fact]
    public void Every_reference_points_in_the_allowed_direction() => Assert.All(
        Source.Concat(Bench), project => Assert.Empty(project.References.Except(Allowed[project.Name], StringComparer.Ordinal)));

    [Fact]
    public void Only_a_projects_own_tests_and_named_friends_see_its_internals() => Assert.All(Source, project => Assert.Empty(
        project.Friends.Except([$"{project.Name}.Tests", .. MoreFriends.GetValueOrDefault(project.Name, [])], StringComparer.Ordinal)));

    [Fact]
    public void Only_Locals_own_tests_refer_to_Local() => Assert.All(
        Tests.Where(project => project.Name != "Local.Tests"),
        project => Assert.DoesNotContain("Local", project.References, StringComparer.Ordinal));

    [Fact]
    public void Every_namespace_is_the_path_of_its_folder()
    {
        var files = (
            from project in Source.Concat(Bench).Concat(Tests)
            from file in project.Files
            select (Path: file, Expected: project.NamespaceOf(file))).ToList();

        Assert.True(files.Count > 100);
        AssertNone(
            from file in files
            let declared = Namespace().Match(File.ReadAllText(file.Path))
            where declared.Success && declared.Groups["name"].Value != file.Expected
            select $"{RepositoryFolder.Relative(file.Path)}: {declared.Groups["name"].Value}, not {file.Expected}");
    }

    [Fact]
    public void No_line_of_code_is_longer_than_140_characters()
    {
        var files = CodeFolders.SelectMany(folder => RepositoryFolder.Files(folder, "*.cs")).ToList();

        Assert.True(files.Count > 100);
        AssertNone(
            from file in files
            from line in File.ReadLines(file).Index()
            where line.Item.Length > 140
            select $"{RepositoryFolder.Relative(file)}({line.Index + 1}): {line.Item.Length}");
    }

    [Fact]
    public void No_warning_is_suppressed()
    {
        string[] patterns = ["*.cs", "*.csproj", "*.props", "*.targets"];
        var files = patterns.SelectMany(pattern => CodeFolders.SelectMany(folder => RepositoryFolder.Files(folder, pattern)))
            .Concat(Directory.EnumerateFiles(RepositoryFolder.Path, "Directory.*")).ToList();

        Assert.True(files.Count > 100);
        Assert.DoesNotContain(files, file => Suppression().IsMatch(File.ReadAllText(file)));
    }

    private static void AssertNone(IEnumerable<string> violations)
    {
        var list = string.Join('\n', violations);
        Assert.True(list is "", list);
    }

    // The brackets keep this file from matching itself.
    [GeneratedRegex("#pragma warning [d]isable|Suppress[M]essage|No[W]arn", RegexOptions.None, 60_000)]
    private static partial Regex Suppression();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Namespace();
}
