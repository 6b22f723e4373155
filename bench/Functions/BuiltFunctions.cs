using System.Reflection;

namespace MmsQueue.Bench.Functions;

/// <summary>The folders of the functions in this build.</summary>
internal static class BuiltFunctions
{
    public static string Ingress { get; } = Folder("Ingress");

    public static string Worker { get; } = Folder("Worker");

    private static string Folder(string function) => typeof(BuiltFunctions).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == function).Value!;
}
