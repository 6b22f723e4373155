using System.Reflection;

namespace MmsQueue.Template.Tests.Layout;

/// <summary>The root folder of this repository.</summary>
internal static class RepositoryFolder
{
    public static string Path { get; } = typeof(RepositoryFolder).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "Repository").Value!;

    /// <summary>The files under a folder of the repository, without what a build puts there.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        from file in Directory.EnumerateFiles(System.IO.Path.Combine(Path, folder), pattern, SearchOption.AllDirectories)
        where !Relative(file).Split(System.IO.Path.DirectorySeparatorChar).Any(IsBuilt)
        select file;

    /// <summary>The path of a file relative to the repository.</summary>
    public static string Relative(string file) => System.IO.Path.GetRelativePath(Path, file);

    private static bool IsBuilt(string name) => name is "bin" or "obj" or "node_modules";
}
