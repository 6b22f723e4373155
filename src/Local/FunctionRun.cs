using MmsQueue.Emulator;
using MmsQueue.Emulator.Lambda;
using MmsQueue.Emulator.Processes;

namespace MmsQueue.Local;

/// <summary>What a function's program needs: the emulated Lambda, where its log goes, and the reports to the user.</summary>
internal sealed record FunctionHost(RuntimeApi RuntimeApi, Func<string, LineLog> Log, Action<string> Say);

/// <summary>A function of the system: its program, kept running until the system stops.</summary>
internal sealed class FunctionRun(string name, string assembly, string folder, int seconds, int concurrency)
{
    private readonly TaskCompletionSource<LambdaFunction> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => name;

    public Task<LambdaFunction> Started => _started.Task;

    /// <summary>Runs the function once a task has completed; a missing program is reported before.</summary>
    public async Task RunAsync(FunctionHost host, IReadOnlyDictionary<string, string?> variables, Task after, CancellationToken stop)
    {
        var program = new FunctionProgram(
            name, FunctionProgram.Find(folder, assembly), Path.GetFullPath(folder), TimeSpan.FromSeconds(seconds), variables);
        await after.WaitAsync(stop);
        await using var function = await LambdaFunction.StartAsync(
            program, concurrency, host.RuntimeApi, host.Log(name), host.Say, stop);
        _started.SetResult(function);
        try
        {
            await function.Kept.WaitAsync(stop);
        }
        catch (EmulatorException e)
        {
            throw new EmulatorException($"The {name} failed: {e.Message}", e);
        }
    }
}
