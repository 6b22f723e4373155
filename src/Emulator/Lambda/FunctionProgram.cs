namespace MmsQueue.Emulator.Lambda;

/// <summary>A program that runs as a Lambda function, with its environment variables and its timeout.</summary>
public sealed record FunctionProgram(
    string Name, IReadOnlyList<string> Command, string Folder, TimeSpan Timeout, IReadOnlyDictionary<string, string?> Environment)
{
    internal string Arn => $"arn:aws:lambda:us-east-1:000000000000:function:mmsqueue-{Name}";

    /// <summary>The command that runs a published or built function: <c>bootstrap</c>, the executable, or the assembly.</summary>
    public static IReadOnlyList<string> Find(string folder, string assembly)
    {
        var full = Path.GetFullPath(folder);
        string In(string name) => Path.Combine(full, name);
        var executable = new[] { "bootstrap", assembly, assembly + ".exe" }.Select(In).FirstOrDefault(File.Exists);
        if (executable is not null)
        {
            return [executable];
        }

        return File.Exists(In(assembly + ".dll"))
            ? ["dotnet", In(assembly + ".dll")]
            : throw new EmulatorException($"No function in {full}: it contains neither bootstrap nor {assembly} nor {assembly}.dll.");
    }
}
