using System.Reflection;

namespace MmsQueue.Bench;

/// <summary>The folders of the functions that this build made.</summary>
internal static class BuiltFunctions
{
    public static string Ingress { get; } = Folder("Ingress");

    public static string Worker { get; } = Folder("Worker");

    private static string Folder(string function) =>
        typeof(BuiltFunctions).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == function).Value!;
}
