using System.Diagnostics;

namespace MmsQueue.Bench.Servers;

/// <summary>This program in a child process, which ends when we close its input.</summary>
internal sealed class ChildBench : IAsyncDisposable
{
    private readonly Process _process;

    private ChildBench(Process process) => _process = process;

    public static ChildBench Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, Arguments(arguments))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        return new ChildBench(Process.Start(start)!);
    }

    public async Task<string> ReadLineAsync(CancellationToken cancellationToken) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken)
        ?? throw new InvalidOperationException("The child process ended without an answer.");

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    // This program is an executable, or an argument of dotnet.
    private static string[] Arguments(string[] arguments) =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) is not "dotnet" ? arguments
        : [typeof(ChildBench).Assembly.Location, .. arguments];
}
