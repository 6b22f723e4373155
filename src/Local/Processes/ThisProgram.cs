namespace MmsQueue.Local;

/// <summary>How this program is started again.</summary>
internal static class ThisProgram
{
    /// <summary>The executable beside our assembly (within a test the process's own is another), or the assembly under <c>dotnet</c>.</summary>
    public static IReadOnlyList<string> Command
    {
        get
        {
            var assembly = typeof(ThisProgram).Assembly.Location;
            var executable = Path.ChangeExtension(assembly, OperatingSystem.IsWindows() ? ".exe" : null);
            return File.Exists(executable) ? [executable] : ["dotnet", assembly];
        }
    }
}
