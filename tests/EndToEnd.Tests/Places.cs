using System.Reflection;

namespace MmsQueue.EndToEnd.Tests;

/// <summary>Paths of programs and files in the repository.</summary>
internal static class Places
{
    public static string Local { get; } = Of("Local");

    public static string Repository { get; } = Of("Repository");

    public static string Samples { get; } = Path.Combine(Repository, "samples", "media");

    public static string Photo { get; } = Path.Combine(Samples, "photo.jpg");

    public static string Events { get; } = Path.Combine(Repository, "events");

    /// <summary>The folder of a built function.</summary>
    public static string Function(string name) => Of(name);

    private static string Of(string key) =>
        typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
