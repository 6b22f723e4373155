namespace MmsQueue.Bench.Cold;

/// <summary>A way to publish a function.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Folder">Its part of a folder's name.</param>
/// <param name="Arguments">More arguments of <c>dotnet publish</c>.</param>
internal sealed record Flavour(string Name, string Folder, params string[] Arguments)
{
    public static readonly Flavour Jit = new("JIT", "jit", "--self-contained", "false");

    public static readonly Flavour ReadyToRun = new("ReadyToRun", "r2r", "--self-contained", "false", "-p:PublishReadyToRun=true");

    /// <summary>Includes the runtime and compiles the framework together with our code, so that little is left for the JIT.</summary>
    public static readonly Flavour Composite = new(
        "ReadyToRun composite", "composite",
        "--self-contained", "true", "-p:PublishReadyToRun=true", "-p:PublishReadyToRunComposite=true", "-p:PublishTrimmed=true");

    public static readonly Flavour NativeAot = new("Native AOT", "aot", "-p:PublishAot=true");
}
