namespace MmsQueue.Bench;

/// <summary>A way to publish a function.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Folder">Its part of a folder's name.</param>
/// <param name="Arguments">What <c>dotnet publish</c> is given besides.</param>
internal sealed record Flavour(string Name, string Folder, params string[] Arguments)
{
    public static readonly Flavour Jit = new("JIT", "jit", "--self-contained", "false");

    public static readonly Flavour ReadyToRun = new("ReadyToRun", "r2r", "--self-contained", "false", "-p:PublishReadyToRun=true");

    /// <summary>With the framework's code compiled beside ours, so that little is left for the JIT; it brings its own runtime.</summary>
    public static readonly Flavour Composite = new(
        "ReadyToRun composite", "composite", "--self-contained", "true", "-p:PublishReadyToRun=true", "-p:PublishReadyToRunComposite=true", "-p:PublishTrimmed=true");

    public static readonly Flavour NativeAot = new("Native AOT", "aot", "-p:PublishAot=true");
}
