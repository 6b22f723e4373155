using System.Reflection;
using MmsQueue.Emulator;

namespace MmsQueue.Local;

/// <summary>The folders that the build records (Local.csproj).</summary>
internal static class Places
{
    public static string Samples => Of("Samples");

    public static string Ingress => Of("Ingress");

    public static string Worker => Of("Worker");

    public static string Reconciler => Of("Reconciler");

    private static string Of(string name) =>
        typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == name)?.Value
        ?? throw new EmulatorException($"The build did not record the folder of {name}.");
}
