namespace MmsQueue.Local.Tests;

/// <summary>The program under test.</summary>
internal static class LocalProgram
{
    /// <summary>The executable next to Local's assembly, or the assembly under <c>dotnet</c>.</summary>
    public static IReadOnlyList<string> Command
    {
        get
        {
            var assembly = typeof(LocalCommand).Assembly.Location;
            var executable = Path.ChangeExtension(assembly, OperatingSystem.IsWindows() ? ".exe" : null);
            return File.Exists(executable) ? [executable] : ["dotnet", assembly];
        }
    }
}
