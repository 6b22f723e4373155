using System.Reflection;

namespace MmsQueue.Template.Tests.Layout;

/// <summary>The root folder of this repository.</summary>
internal static class RepositoryFolder
{
    public static string Path { get; } = typeof(RepositoryFolder).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "Repository").Value!;
}
