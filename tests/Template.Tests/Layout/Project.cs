using System.Xml.Linq;

namespace MmsQueue.Template.Tests.Layout;

/// <summary>A project of this repository.</summary>
internal sealed record Project(string Name, string Folder, XElement Xml)
{
    /// <summary>The projects under a folder of the repository.</summary>
    public static IReadOnlyList<Project> Under(string folder) =>
        [.. RepositoryFolder.Files(folder, "*.csproj")
            .Select(path => new Project(Path.GetFileNameWithoutExtension(path), Path.GetDirectoryName(path)!, XElement.Load(path)))];

    /// <summary>The projects that it compiles against, without those that are only built or started with it.</summary>
    public IEnumerable<string> References => Xml.Descendants("ProjectReference")
        .Where(reference => reference.Attribute("ReferenceOutputAssembly")?.Value != "false")
        .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

    /// <summary>The assemblies that can use its internals.</summary>
    public IEnumerable<string> Friends => Xml.Descendants("InternalsVisibleTo").Select(friend => friend.Attribute("Include")!.Value);

    /// <summary>Its own C# files.</summary>
    public IEnumerable<string> Files => RepositoryFolder.Files(Folder, "*.cs");

    /// <summary>The namespace of a file in one of its folders.</summary>
    public string NamespaceOf(string file)
    {
        var folder = Path.GetRelativePath(Folder, Path.GetDirectoryName(file)!);
        return $"MmsQueue.{Name}" + (folder == "." ? "" : "." + folder.Replace(Path.DirectorySeparatorChar, '.'));
    }
}
